import type { Metadata } from 'next';
import { ArtifactPage } from '#features/artifacts/ArtifactPage.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface ArtifactOverviewRouteProps {
  readonly params: Promise<{ project: string; repository: string; name: string; version: string }>;
}

export async function generateMetadata({ params }: ArtifactOverviewRouteProps): Promise<Metadata> {
  const { name, version } = await decodedParams(params);
  return { title: `${name} ${version}` };
}

export default async function ArtifactOverviewRoute({ params }: ArtifactOverviewRouteProps) {
  await requireSession();
  const { project, repository, name, version } = await decodedParams(params);
  return <ArtifactPage at={{ project, repository, name, version }} tab="overview" />;
}
