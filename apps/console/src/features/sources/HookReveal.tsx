'use client';

import { SecretReveal } from '#features/reading/SecretReveal.tsx';
import { t } from '#lib/messages.ts';

export interface RevealedHook {
  readonly hookUrl: string;
  readonly hookSecret: string;
}

export interface HookRevealProps {
  readonly hook: RevealedHook;
  readonly onClose: () => void;
}

export function HookReveal({ hook, onClose }: HookRevealProps) {
  return (
    <SecretReveal
      title={t('source.reveal.title')}
      warning={t('source.reveal.warning')}
      doneLabel={t('source.reveal.done')}
      secrets={[
        { text: hook.hookUrl, label: t('source.reveal.address') },
        { text: hook.hookSecret, label: t('source.reveal.secret') },
      ]}
      onClose={onClose}
    />
  );
}
