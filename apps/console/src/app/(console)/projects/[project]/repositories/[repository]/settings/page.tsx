import type { Metadata } from 'next';
import { RepositorySettingsPage } from '#features/repositories/RepositoryPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface RepositorySettingsRouteProps {
  readonly params: Promise<{ project: string; repository: string }>;
}

export async function generateMetadata({
  params,
}: RepositorySettingsRouteProps): Promise<Metadata> {
  const { project, repository } = await decodedParams(params);
  return { title: `${project}/${repository}` };
}

export default async function RepositorySettingsRoute({ params }: RepositorySettingsRouteProps) {
  await requireSession();
  const { project, repository } = await decodedParams(params);
  return <RepositorySettingsPage at={{ project, repository }} />;
}
