import type { Metadata } from 'next';
import { RepositoryArtifactsPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositoryArtifactsRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({
  params,
}: RepositoryArtifactsRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositoryArtifactsRoute({ params }: RepositoryArtifactsRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositoryArtifactsPage at={{ project, repository }} />;
}
