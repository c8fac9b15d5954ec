import type { Metadata } from 'next';
import { RepositoryUploadPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositoryUploadRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({ params }: RepositoryUploadRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositoryUploadRoute({ params }: RepositoryUploadRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositoryUploadPage at={{ project, repository }} />;
}
