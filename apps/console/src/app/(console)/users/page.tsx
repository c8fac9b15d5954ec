import type { Metadata } from 'next';
import { UsersPage } from '#features/users/UsersPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('user.title') };

export default async function UsersRoute() {
  await requireSession();
  return <UsersPage />;
}
