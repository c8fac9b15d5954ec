'use client';

import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import type { Failure } from '#lib/errors.ts';
import { shortVersion } from '#lib/format.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { Verdict } from './review.ts';
import { useReview } from './use-review.ts';

export interface ReviewedArtifact {
  readonly id: string;
  readonly version: string;
  readonly package: { readonly name: string };
}

export interface ReviewDialogProps {
  readonly verdict: Verdict;
  readonly artifacts: readonly ReviewedArtifact[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Release or reject, with the reason that goes onto the receipt. */
export function ReviewDialog({ verdict, artifacts, onClose, onDone }: ReviewDialogProps) {
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const { review, isRunning } = useReview(verdict);
  const toast = useToast();
  const subjects = artifacts.slice(0, limits.bulkReviewMax);
  const count = subjects.length;

  const submit = async (): Promise<void> => {
    const outcome = await review(
      subjects.map(({ id }) => id),
      note.trim(),
    );
    const { done } = outcome;
    if (outcome.failure && done === 0) return setFailure(outcome.failure);
    const message = outcome.failure?.message;
    const text = message
      ? t('review.partly', { done, count, message })
      : t(verdict === 'release' ? 'review.released' : 'review.rejected', { count: done });
    toast({ tone: message ? 'error' : 'success', text });
    onDone();
  };

  return (
    <FormDialog
      isOpen
      title={t(`review.${verdict}.title`, { count })}
      submitLabel={t(`artifact.${verdict}`)}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      isDestructive={verdict === 'reject'}
      disabledReason={note.trim() === '' ? t('review.note.missing') : undefined}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <ul style={{ margin: 0, paddingLeft: 18, maxHeight: 140, overflowY: 'auto' }}>
        {subjects.map(({ id, version, package: { name } }) => (
          <li key={id}>
            {name} <code>{shortVersion(version)}</code>
          </li>
        ))}
      </ul>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t(`review.${verdict}.hint`)}
      </Typography>
      <TextField
        label={t('review.note')}
        helperText={failure?.fields['note'] ?? t('review.note.hint')}
        error={failure?.fields['note'] !== undefined}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        multiline
        minRows={3}
        autoFocus
        required
      />
    </FormDialog>
  );
}
