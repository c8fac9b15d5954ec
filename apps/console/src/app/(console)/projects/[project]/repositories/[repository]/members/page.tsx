import type { Metadata } from 'next';
import { RepositoryMembersPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositoryMembersRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({ params }: RepositoryMembersRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositoryMembersRoute({ params }: RepositoryMembersRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositoryMembersPage at={{ project, repository }} />;
}
