import type { Metadata } from 'next';
import { RepositoryCachePage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositoryCacheRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({ params }: RepositoryCacheRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositoryCacheRoute({ params }: RepositoryCacheRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositoryCachePage at={{ project, repository }} />;
}
