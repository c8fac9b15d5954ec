import type { Metadata } from 'next';
import { RolesPage } from '#features/roles/RolesPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('role.title') };

export default async function RolesRoute() {
  await requireSession();
  return <RolesPage />;
}
