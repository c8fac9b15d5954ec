'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { DeprecateArtifactDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { ArtifactDetails } from './artifact-details.ts';

export interface ArtifactDialogProps {
  readonly artifact: ArtifactDetails;
  readonly onClose: () => void;
}

export function DeprecateDialog({ artifact, onClose }: ArtifactDialogProps) {
  const [message, setMessage] = useState(artifact.deprecation ?? '');
  const { run, isRunning, failure } = useAct(DeprecateArtifactDocument);
  const toast = useToast();
  const submit = async (): Promise<void> => {
    const { data } = await run({ input: { id: artifact.id, message } });
    if (!data) return;
    toast({ tone: 'success', text: t('artifact.deprecated.saved') });
    onClose();
  };
  return (
    <FormDialog
      isOpen
      title={t('artifact.deprecate')}
      submitLabel={t('action.save')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <TextField
        label={t('artifact.deprecate.message')}
        helperText={t('artifact.deprecate.hint')}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
        autoFocus
      />
    </FormDialog>
  );
}
