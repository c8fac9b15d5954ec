'use client';

import type { ReactNode } from 'react';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { ProjectDocument, type ProjectQuery } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { PageHeader } from '#ui/PageHeader.tsx';
import { TabLinks } from '#ui/TabLinks.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { QuotaWarning } from './QuotaWarning.tsx';

export type ProjectDetails = NonNullable<ProjectQuery['project']>;

export interface ProjectFrameProps {
  readonly slug: string;
  readonly children: (project: ProjectDetails) => ReactNode;
}

/** The head and tabs that every part of a project stands under. */
export function ProjectFrame({ slug, children }: ProjectFrameProps) {
  const reading = useReading(ProjectDocument, { slug });
  return (
    <ReadingView
      reading={reading}
      subject={(data) => data.project}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('project.caption') })} />}
    >
      {(project) => (
        <>
          <PageHeader
            caption={
              <TextLink href={paths.projects()} look="quiet">
                {t('project.list.title')}
              </TextLink>
            }
            title={project.name}
            description={project.description}
          />
          <TabLinks
            label={t('project.tabs')}
            tabs={[
              {
                href: paths.project(slug),
                label: t('project.tab.repositories'),
                count: project.repositories.totalCount,
              },
              { href: paths.project(slug, 'rules'), label: t('project.tab.rules') },
              { href: paths.project(slug, 'members'), label: t('project.tab.members') },
              { href: paths.project(slug, 'settings'), label: t('project.tab.settings') },
            ]}
          />
          <QuotaWarning quota={project.quota} />
          {children(project)}
        </>
      )}
    </ReadingView>
  );
}
