'use client';

import Button from '@mui/material/Button';
import { SecretReveal } from '#features/reading/SecretReveal.tsx';
import { t } from '#lib/messages.ts';

export interface KeyRevealProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

function download(name: string, secret: string): void {
  const url = URL.createObjectURL(new Blob([`${secret}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/[^\w.-]+/gu, '-')}.key`;
  link.click();
  URL.revokeObjectURL(url);
}

export function KeyReveal({ name, secret, onClose }: KeyRevealProps) {
  return (
    <SecretReveal
      title={t('key.reveal.title')}
      warning={t('key.reveal.warning')}
      doneLabel={t('key.reveal.done')}
      secrets={[{ text: secret, label: t('key.reveal.label') }]}
      actions={<Button onClick={() => download(name, secret)}>{t('key.reveal.download')}</Button>}
      onClose={onClose}
    />
  );
}
