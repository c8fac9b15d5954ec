import type { Metadata } from 'next';
import { KeysPage } from '#features/keys/KeysPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('key.title') };

export default async function KeysRoute() {
  await requireSession();
  return <KeysPage />;
}
