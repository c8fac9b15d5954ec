import type { Metadata } from 'next';
import { UploadsPage } from '#features/uploads/UploadsPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('nav.uploads') };

export default async function UploadsRoute() {
  await requireSession();
  return <UploadsPage />;
}
