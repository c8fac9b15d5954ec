import type { Metadata } from 'next';
import { ProfilePage } from '#features/profile/ProfilePage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('profile.title') };

export default async function ProfileRoute() {
  await requireSession();
  return <ProfilePage />;
}
