'use client';

import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { SearchField } from '#features/reading/SearchField.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { ArtifactComponentsDocument, type ArtifactComponentsQuery } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

type ArtifactNode = Extract<
  NonNullable<ArtifactComponentsQuery['node']>,
  { __typename: 'Artifact' }
>;
type Component = NonNullable<ArtifactNode['components']>['nodes'][number];

const columns: readonly Column<Component>[] = [
  { key: 'name', title: t('field.name'), render: ({ name }) => <strong>{name}</strong> },
  {
    key: 'version',
    title: t('artifact.version'),
    render: ({ version, versionIsExact }) => (
      <>
        <code>{version}</code> {versionIsExact ? '' : t('components.range')}
      </>
    ),
  },
  {
    key: 'ecosystem',
    title: t('components.ecosystem'),
    isSecondary: true,
    render: ({ ecosystem }) => ecosystem,
  },
  {
    key: 'relation',
    title: t('components.relation'),
    render: ({ relation }) => t(`relation.${relation}`),
  },
  {
    key: 'licence',
    title: t('artifact.licence'),
    isSecondary: true,
    render: ({ licence }) => licence ?? '',
  },
];

/** What the artifact is made of. */
export function ArtifactComponents({ artifact }: { readonly artifact: ArtifactDetails }) {
  const search = useAddress().get('search');
  const { address, reading } = useArtifactList(ArtifactComponentsDocument, {
    id: artifact.id,
    search: search || null,
  });
  return (
    <Panel
      padding="flush"
      title={t('components.label')}
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
        subject={(data) => artifactNode(data.node)?.components}
        skeleton={<TableSkeleton label={t('state.loading', { what: t('components.label') })} />}
      >
        {(components) =>
          components.nodes.length === 0 ? (
            <EmptyState title={t(search ? 'components.empty.search' : 'components.empty')} />
          ) : (
            <>
              <DataTable
                label={t('components.label')}
                columns={columns}
                rows={components.nodes}
                rowKey={({ id }) => id}
              />
              <ConnectionPager page={components} address={address} />
            </>
          )
        }
      </ReadingView>
    </Panel>
  );
}
