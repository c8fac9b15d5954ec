import type { Metadata } from 'next';
import { RepositoryPolicyPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositoryPolicyRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({ params }: RepositoryPolicyRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositoryPolicyRoute({ params }: RepositoryPolicyRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositoryPolicyPage at={{ project, repository }} />;
}
