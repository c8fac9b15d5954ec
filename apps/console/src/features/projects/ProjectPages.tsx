'use client';

import { BindingList } from '#features/access/BindingList.tsx';
import { RepositoryList } from '#features/repositories/RepositoryList.tsx';
import { RuleList } from '#features/rules/RuleList.tsx';
import { ProjectFrame } from './ProjectFrame.tsx';
import { ProjectSettings } from './ProjectSettings.tsx';

interface ProjectPageProps {
  readonly slug: string;
}

export function ProjectRepositoriesPage({ slug }: ProjectPageProps) {
  return <ProjectFrame slug={slug}>{() => <RepositoryList project={slug} />}</ProjectFrame>;
}

export function ProjectRulesPage({ slug }: ProjectPageProps) {
  return (
    <ProjectFrame slug={slug}>
      {({ viewerCan }) => <RuleList at={{ project: slug }} format={null} viewerCan={viewerCan} />}
    </ProjectFrame>
  );
}

export function ProjectMembersPage({ slug }: ProjectPageProps) {
  return (
    <ProjectFrame slug={slug}>
      {({ viewerCan }) => <BindingList scope={{ project: slug }} viewerCan={viewerCan} />}
    </ProjectFrame>
  );
}

export function ProjectSettingsPage({ slug }: ProjectPageProps) {
  return (
    <ProjectFrame slug={slug}>
      {(project) => <ProjectSettings key={project.updatedAt} project={project} />}
    </ProjectFrame>
  );
}
