import type { Metadata } from 'next';
import { AdvisoriesPage } from '#features/advisories/AdvisoriesPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('advisory.title') };

export default async function AdvisoriesRoute() {
  await requireSession();
  return <AdvisoriesPage />;
}
