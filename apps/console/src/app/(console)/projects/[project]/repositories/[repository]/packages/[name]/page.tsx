import type { Metadata } from 'next';
import { PackagePage } from '#features/packages/PackagePage.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface PackageRouteProps {
  readonly params: Promise<{ project: string; repository: string; name: string }>;
}

export async function generateMetadata({ params }: PackageRouteProps): Promise<Metadata> {
  const { name } = await decodedParams(params);
  return { title: name };
}

export default async function PackageRoute({ params }: PackageRouteProps) {
  await requireSession();
  const { project, repository, name } = await decodedParams(params);
  return <PackagePage at={{ project, repository, name }} />;
}
