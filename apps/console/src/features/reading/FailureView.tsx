'use client';

import type { Failure, FailureKind } from '#lib/errors.ts';
import { type MessageKey, t } from '#lib/messages.ts';
import { FailureNote } from '#ui/FailureNote.tsx';
import type { StampTone } from '#ui/Stamp.tsx';

interface Words {
  readonly tone: StampTone;
  readonly stamp: MessageKey;
  readonly title: MessageKey;
  readonly message?: MessageKey;
}

const failed: Words = {
  tone: 'refused',
  stamp: 'state.failed.stamp',
  title: 'state.failed.title',
};

const wordsOf: Readonly<Record<FailureKind, Words>> = {
  'signed-out': {
    tone: 'neutral',
    stamp: 'state.signed-out.stamp',
    title: 'state.signed-out.title',
    message: 'state.signed-out.message',
  },
  denied: {
    tone: 'held',
    stamp: 'state.denied.stamp',
    title: 'state.denied.title',
    message: 'state.denied.message',
  },
  absent: {
    tone: 'neutral',
    stamp: 'state.absent.stamp',
    title: 'state.absent.title',
    message: 'state.absent.message',
  },
  offline: { tone: 'held', stamp: 'state.offline.stamp', title: 'state.offline.title' },
  invalid: {
    tone: 'held',
    stamp: 'state.invalid.stamp',
    title: 'state.invalid.title',
  },
  failed,
};

/**
 * Why a view could not be shown, in the viewer's words, with what an administrator needs to help.
 */
export function FailureView(props: { readonly failure: Failure; readonly onRetry: () => void }) {
  const { failure, onRetry } = props;
  const words = wordsOf[failure.kind];
  const isFinal = failure.kind === 'denied' || failure.kind === 'invalid';
  return (
    <FailureNote
      tone={words.tone}
      stamp={t(words.stamp)}
      title={t(words.title)}
      message={words.message ? t(words.message) : failure.message}
      reference={referenceOf(failure)}
      retry={isFinal ? undefined : { label: t('action.retry'), run: onRetry }}
    />
  );
}

function referenceOf({ kind, permission, requestId }: Failure) {
  if (permission) return { caption: t('state.denied.permission'), value: permission };
  if (requestId && kind !== 'invalid') return { caption: t('state.request-id'), value: requestId };
  return undefined;
}
