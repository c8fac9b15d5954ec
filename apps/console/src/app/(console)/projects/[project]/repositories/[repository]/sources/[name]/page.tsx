import type { Metadata } from 'next';
import { SourcePage } from '#features/sources/SourcePage.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface SourceRouteProps {
  readonly params: Promise<{ project: string; repository: string; name: string }>;
}

export async function generateMetadata({ params }: SourceRouteProps): Promise<Metadata> {
  const { name } = await decodedParams(params);
  return { title: name };
}

export default async function SourceRoute({ params }: SourceRouteProps) {
  await requireSession();
  const { project, repository, name } = await decodedParams(params);
  return <SourcePage at={{ project, repository, name }} />;
}
