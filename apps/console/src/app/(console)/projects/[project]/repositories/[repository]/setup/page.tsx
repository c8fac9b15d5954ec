import type { Metadata } from 'next';
import { RepositorySetupPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositorySetupRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({ params }: RepositorySetupRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositorySetupRoute({ params }: RepositorySetupRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositorySetupPage at={{ project, repository }} />;
}
