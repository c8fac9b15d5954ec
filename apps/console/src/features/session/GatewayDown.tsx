'use client';

import { t } from '#lib/messages.ts';
import { FailureNote } from '#ui/FailureNote.tsx';

/** The whole page while the gateway cannot be asked who this is. */
export function GatewayDown() {
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100dvh' }}>
      <FailureNote
        tone="held"
        stamp={t('state.offline.stamp')}
        title={t('state.offline.title')}
        message={t('sign-in.unavailable')}
        retry={{ label: t('action.retry'), run: () => window.location.reload() }}
      />
    </main>
  );
}
