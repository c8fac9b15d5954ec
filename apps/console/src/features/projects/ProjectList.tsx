'use client';

import { useState } from 'react';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { SearchField } from '#features/reading/SearchField.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import { type ProjectRowFragment, ProjectsDocument } from '#generated/graphql.ts';
import { formatBytes, formatCount } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { ProjectCreateDialog } from './ProjectCreateDialog.tsx';

const columns: readonly Column<ProjectRowFragment>[] = [
  {
    key: 'name',
    title: t('field.name'),
    render: ({ slug, name }) => (
      <>
        <TextLink href={paths.project(slug)} look="strong">
          {name}
        </TextLink>{' '}
        <code style={{ color: 'var(--mui-palette-text-secondary)' }}>{slug}</code>
      </>
    ),
  },
  {
    key: 'description',
    title: t('field.description'),
    isSecondary: true,
    render: ({ description }) => description,
  },
  {
    key: 'released',
    title: t('project.released'),
    align: 'right',
    render: ({ artifactCounts }) => formatCount(artifactCounts.released),
  },
  {
    key: 'held',
    title: t('project.held'),
    align: 'right',
    render: ({ artifactCounts }) => formatCount(artifactCounts.quarantined),
  },
  {
    key: 'storage',
    title: t('project.storage'),
    align: 'right',
    isSecondary: true,
    render: ({ artifactCounts }) => formatBytes(artifactCounts.totalSizeBytes),
  },
  {
    key: 'updated',
    title: t('project.updated'),
    isSecondary: true,
    render: ({ updatedAt }) => <When at={updatedAt} />,
  },
];

export function ProjectList() {
  const address = useAddress();
  const { permissions } = useViewer();
  const [isCreating, setIsCreating] = useState(address.get('create') === '1');
  const search = address.get('search');
  const reading = useReading(
    ProjectsDocument,
    { search: search || null, ...pageArguments(address) },
    { types: ['Project'] },
  );
  const create = (
    <ActionButton
      variant="contained"
      onClick={() => setIsCreating(true)}
      disabledReason={reasonWithout(permissions, 'project:create')}
    >
      {t('project.create')}
    </ActionButton>
  );
  return (
    <>
      <PageHeader
        title={t('project.list.title')}
        description={t('project.list.description')}
        actions={create}
      />
      <Panel
        title={t('project.list.label')}
        padding="flush"
        actions={
          <SearchField
            label={t('filter.search')}
            value={search}
            onChange={(value) => address.set({ search: value })}
          />
        }
      >
        <ReadingView
          reading={reading}
          subject={(data) => data.projects}
          skeleton={<TableSkeleton label={t('state.loading', { what: t('project.list.label') })} />}
        >
          {(projects) =>
            projects.nodes.length === 0 ? (
              <EmptyState
                title={t(search ? 'project.list.empty.search' : 'project.list.empty.title')}
                hint={search ? undefined : t('project.list.empty.hint')}
                action={search ? undefined : create}
              />
            ) : (
              <>
                <DataTable
                  label={t('project.list.label')}
                  columns={columns}
                  rows={projects.nodes}
                  rowKey={({ id }) => id}
                />
                <ConnectionPager page={projects} address={address} />
              </>
            )
          }
        </ReadingView>
      </Panel>
      {isCreating ? <ProjectCreateDialog onClose={() => setIsCreating(false)} /> : null}
    </>
  );
}
