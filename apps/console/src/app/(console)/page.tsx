import type { Metadata } from 'next';
import { HomePage } from '#features/home/HomePage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('home.title') };

export default async function HomeRoute() {
  await requireSession();
  return <HomePage />;
}
