import type { Metadata } from 'next';
import { RepositoryPackagesPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositoryPackagesRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({
  params,
}: RepositoryPackagesRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositoryPackagesRoute({ params }: RepositoryPackagesRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositoryPackagesPage at={{ project, repository }} />;
}
