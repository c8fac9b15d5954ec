'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { DeprecateArtifactDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import type { ArtifactDetails } from './artifact-details.ts';

export interface ArtifactDialogProps {
  readonly artifact: ArtifactDetails;
  readonly onClose: () => void;
}

export function DeprecateDialog({ artifact, onClose }: ArtifactDialogProps) {
  const [message, setMessage] = useState(artifact.deprecation ?? '');
  return (
    <ActDialog
      document={DeprecateArtifactDocument}
      variables={{ input: { id: artifact.id, message } }}
      title={t('artifact.deprecate')}
      submitLabel={t('action.save')}
      said={t('artifact.deprecated.saved')}
      onClose={onClose}
    >
      {() => (
        <TextField
          label={t('artifact.deprecate.message')}
          helperText={t('artifact.deprecate.hint')}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
          autoFocus
        />
      )}
    </ActDialog>
  );
}
