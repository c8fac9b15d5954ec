import type { Metadata } from 'next';
import { AuditPage } from '#features/audit/AuditPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('audit.title') };

export default async function AuditRoute() {
  await requireSession();
  return <AuditPage />;
}
