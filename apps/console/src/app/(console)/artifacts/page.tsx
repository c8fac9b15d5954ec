import type { Metadata } from 'next';
import { ArtifactsPage } from '#features/artifacts/ArtifactsPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('artifact.list.title') };

export default async function ArtifactsRoute() {
  await requireSession();
  return <ArtifactsPage />;
}
