import type { Metadata } from 'next';
import { RepositorySourcesPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositorySourcesRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({ params }: RepositorySourcesRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositorySourcesRoute({ params }: RepositorySourcesRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositorySourcesPage at={{ project, repository }} />;
}
