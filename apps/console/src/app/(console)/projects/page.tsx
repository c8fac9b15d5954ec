import type { Metadata } from 'next';
import { ProjectList } from '#features/projects/ProjectList.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('project.list.title') };

export default async function ProjectListRoute() {
  await requireSession();
  return <ProjectList />;
}
