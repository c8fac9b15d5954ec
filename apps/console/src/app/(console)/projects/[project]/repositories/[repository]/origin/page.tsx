import type { Metadata } from 'next';
import { RepositoryOriginPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositoryOriginRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({ params }: RepositoryOriginRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositoryOriginRoute({ params }: RepositoryOriginRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositoryOriginPage at={{ project, repository }} />;
}
