import type { Metadata } from 'next';
import { RepositoryWizard } from '#features/repositories/RepositoryWizard.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface CreateRepositoryRouteProps {
  readonly params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: CreateRepositoryRouteProps): Promise<Metadata> {
  const { project } = await decodedParams(params);
  return { title: project };
}

export default async function CreateRepositoryRoute({ params }: CreateRepositoryRouteProps) {
  await requireSession();
  const { project } = await decodedParams(params);
  return <RepositoryWizard project={project} />;
}
