'use client';

import { useState } from 'react';
import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import { type ProjectRowFragment, ProjectsDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { countColumns } from './count-columns.ts';
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
        {slug === name ? null : (
          <code style={{ color: 'var(--mui-palette-text-secondary)' }}>{slug}</code>
        )}
      </>
    ),
  },
  {
    key: 'description',
    title: t('field.description'),
    isSecondary: true,
    render: ({ description }) => description,
  },
  ...countColumns,
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
        actions={<ListSearch address={address} />}
      >
        <PagedTable
          reading={reading}
          subject={(data) => data.projects}
          label={t('project.list.label')}
          columns={columns}
          address={address}
          empty={
            <EmptyState
              title={t(search ? 'project.list.empty.search' : 'project.list.empty.title')}
              hint={search ? undefined : t('project.list.empty.hint')}
              action={search ? undefined : create}
            />
          }
        />
      </Panel>
      {isCreating ? <ProjectCreateDialog onClose={() => setIsCreating(false)} /> : null}
    </>
  );
}
