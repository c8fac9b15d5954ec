import type { Metadata } from 'next';
import { ProjectMembersPage } from '#features/projects/ProjectPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface ProjectMembersRouteProps {
  readonly params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: ProjectMembersRouteProps): Promise<Metadata> {
  const { project } = await decodedParams(params);
  return { title: project };
}

export default async function ProjectMembersRoute({ params }: ProjectMembersRouteProps) {
  await requireSession();
  const { project } = await decodedParams(params);
  return <ProjectMembersPage slug={project} />;
}
