import type { Metadata } from 'next';
import { ProjectRulesPage } from '#features/projects/ProjectPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface ProjectRulesRouteProps {
  readonly params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: ProjectRulesRouteProps): Promise<Metadata> {
  const { project } = await decodedParams(params);
  return { title: project };
}

export default async function ProjectRulesRoute({ params }: ProjectRulesRouteProps) {
  await requireSession();
  const { project } = await decodedParams(params);
  return <ProjectRulesPage slug={project} />;
}
