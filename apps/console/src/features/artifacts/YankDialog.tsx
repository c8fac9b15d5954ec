'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { YankArtifactDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { ArtifactDialogProps } from './DeprecateDialog.tsx';

/** Takes a version back, and says why to everybody who asks for it. */
export function YankDialog({ artifact, onClose }: ArtifactDialogProps) {
  const [reason, setReason] = useState('');
  const { run, isRunning, failure } = useAct(YankArtifactDocument);
  const toast = useToast();
  const submit = async (): Promise<void> => {
    const { data } = await run({ input: { id: artifact.id, isYanked: true, reason } });
    if (!data) return;
    toast({ tone: 'success', text: t('artifact.yank.saved') });
    onClose();
  };
  return (
    <FormDialog
      isOpen
      title={t('artifact.yank')}
      submitLabel={t('artifact.yank')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <TextField
        label={t('artifact.yank.reason')}
        helperText={t('artifact.yank.hint')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
      />
    </FormDialog>
  );
}
