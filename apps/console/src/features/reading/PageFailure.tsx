'use client';

import { t } from '#lib/messages.ts';
import { FailureNote } from '#ui/FailureNote.tsx';

export interface PageFailureProps {
  /** The framework's reference of an error on the server; its text never reaches a browser. */
  readonly digest: string | undefined;
  readonly onRetry: () => void;
}

/** A page that broke: a fault of ours, with what is needed to find it in the log. */
export function PageFailure({ digest, onRetry }: PageFailureProps) {
  return (
    <FailureNote
      tone="refused"
      stamp={t('state.failed.stamp')}
      title={t('state.failed.title')}
      message={t('state.failed.message')}
      reference={digest ? { caption: t('state.request-id'), value: digest } : undefined}
      retry={{ label: t('action.retry'), run: onRetry }}
    />
  );
}
