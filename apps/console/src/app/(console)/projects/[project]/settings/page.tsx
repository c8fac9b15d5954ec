import type { Metadata } from 'next';
import { ProjectSettingsPage } from '#features/projects/ProjectPages.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface ProjectSettingsRouteProps {
  readonly params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: ProjectSettingsRouteProps): Promise<Metadata> {
  const { project } = await decodedParams(params);
  return { title: project };
}

export default async function ProjectSettingsRoute({ params }: ProjectSettingsRouteProps) {
  await requireSession();
  const { project } = await decodedParams(params);
  return <ProjectSettingsPage slug={project} />;
}
