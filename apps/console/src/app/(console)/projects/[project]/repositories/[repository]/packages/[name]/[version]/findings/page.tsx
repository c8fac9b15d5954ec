import type { Metadata } from 'next';
import { ArtifactPage } from '#features/artifacts/ArtifactPage.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface ArtifactFindingsRouteProps {
  readonly params: Promise<{ project: string; repository: string; name: string; version: string }>;
}

export async function generateMetadata({ params }: ArtifactFindingsRouteProps): Promise<Metadata> {
  const { name, version } = await decodedParams(params);
  return { title: `${name} ${version}` };
}

export default async function ArtifactFindingsRoute({ params }: ArtifactFindingsRouteProps) {
  await requireSession();
  const { project, repository, name, version } = await decodedParams(params);
  return <ArtifactPage at={{ project, repository, name, version }} tab="findings" />;
}
