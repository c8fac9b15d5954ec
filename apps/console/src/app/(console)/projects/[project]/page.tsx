import type { Metadata } from 'next';
import { ProjectRepositoriesPage } from '#features/projects/ProjectPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface ProjectRouteProps {
  readonly params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: ProjectRouteProps): Promise<Metadata> {
  const { project } = await decodedParams(params);
  return { title: project };
}

export default async function ProjectRoute({ params }: ProjectRouteProps) {
  await requireSession();
  const { project } = await decodedParams(params);
  return <ProjectRepositoriesPage slug={project} />;
}
