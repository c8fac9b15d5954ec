'use client';

import { countColumns } from '#features/projects/count-columns.ts';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { ProjectRepositoriesDocument, type RepositoryRowFragment } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { formatName, kindName } from './repository-words.ts';

function columnsOf(project: string): readonly Column<RepositoryRowFragment>[] {
  return [
    {
      key: 'name',
      title: t('field.name'),
      render: ({ slug, name }) => (
        <>
          <TextLink href={paths.repository({ project, repository: slug })} look="strong">
            {name}
          </TextLink>{' '}
          {slug === name ? null : (
            <code style={{ color: 'var(--mui-palette-text-secondary)' }}>{slug}</code>
          )}
        </>
      ),
    },
    {
      key: 'format',
      title: t('repository.format'),
      render: ({ format }) => <Stamp tone="noted" label={formatName(format)} />,
    },
    {
      key: 'kind',
      title: t('repository.kind'),
      isSecondary: true,
      render: ({ kind }) => kindName(kind),
    },
    {
      key: 'visibility',
      title: t('repository.visibility'),
      isSecondary: true,
      render: ({ isPublic }) => t(`repository.visibility.${isPublic ? 'public' : 'private'}`),
    },
    ...countColumns,
  ];
}

/** The repositories of one project. */
export function RepositoryList({ project }: { readonly project: string }) {
  const address = useAddress();
  const reading = useReading(
    ProjectRepositoriesDocument,
    { slug: project, ...pageArguments(address) },
    { types: ['Repository'] },
  );
  return (
    <ReadingView
      reading={reading}
      subject={(data) => data.project}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('project.repositories') })} />}
    >
      {({ repositories, viewerCan }) => {
        const create = (
          <LinkButton
            href={paths.createRepository(project)}
            variant="contained"
            size="small"
            disabledReason={reasonWithout(viewerCan, 'repository:create')}
          >
            {t('repository.create')}
          </LinkButton>
        );
        return (
          <Panel title={t('project.repositories')} padding="flush" actions={create}>
            {repositories.nodes.length === 0 ? (
              <EmptyState
                title={t('repository.list.empty.title')}
                hint={t('repository.list.empty.hint')}
                action={create}
              />
            ) : (
              <>
                <DataTable
                  label={t('repository.list.label')}
                  columns={columnsOf(project)}
                  rows={repositories.nodes}
                  rowKey={({ id }) => id}
                />
                <ConnectionPager page={repositories} address={address} />
              </>
            )}
          </Panel>
        );
      }}
    </ReadingView>
  );
}
