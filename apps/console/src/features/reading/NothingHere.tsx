'use client';

import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { FailureNote } from '#ui/FailureNote.tsx';
import { TextLink } from '#ui/TextLink.tsx';

/** An address that no page answers. */
export function NothingHere() {
  return (
    <main
      style={{ display: 'grid', placeItems: 'center', alignContent: 'center', minHeight: '100dvh' }}
    >
      <FailureNote
        tone="neutral"
        stamp={t('state.absent.stamp')}
        title={t('state.absent.title')}
        message={t('state.absent.message')}
      />
      <TextLink href={paths.home()}>{t('nav.home')}</TextLink>
    </main>
  );
}
