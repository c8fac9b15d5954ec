import type { Metadata } from 'next';
import { QuarantinePage } from '#features/quarantine/QuarantinePage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('quarantine.title') };

export default async function QuarantineRoute() {
  await requireSession();
  return <QuarantinePage />;
}
