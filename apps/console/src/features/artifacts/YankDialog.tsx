'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { YankArtifactDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import type { ArtifactDialogProps } from './DeprecateDialog.tsx';

/** Takes a version back, and says why to everybody who asks for it. */
export function YankDialog({ artifact, onClose }: ArtifactDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      document={YankArtifactDocument}
      variables={{ input: { id: artifact.id, isYanked: true, reason } }}
      title={t('artifact.yank')}
      said={t('artifact.yank.saved')}
      onClose={onClose}
    >
      {() => (
        <TextField
          label={t('artifact.yank.reason')}
          helperText={t('artifact.yank.hint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          autoFocus
        />
      )}
    </ActDialog>
  );
}
