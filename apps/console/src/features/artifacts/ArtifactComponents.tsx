'use client';

import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { ArtifactComponentsDocument, type ArtifactComponentsQuery } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { ArtifactUsers } from './ArtifactUsers.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { packageOf } from './package-of.ts';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

type ArtifactNode = Extract<
  NonNullable<ArtifactComponentsQuery['node']>,
  { __typename: 'Artifact' }
>;
type Component = NonNullable<ArtifactNode['components']>['nodes'][number];

const columns: readonly Column<Component>[] = [
  {
    key: 'name',
    title: t('field.name'),
    breaksAnywhere: true,
    render: ({ name, purl }) => (
      <TextLink href={paths.search(packageOf(purl))} look="strong">
        {name}
      </TextLink>
    ),
  },
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

interface ArtifactComponentsProps {
  readonly artifact: ArtifactDetails;
}

/** What the artifact needs or carries, and what here needs it. */
export function ArtifactComponents({ artifact }: ArtifactComponentsProps) {
  return (
    <Stack>
      <ComponentList artifact={artifact} />
      {artifact.purl === null ? null : <ArtifactUsers artifact={artifact} purl={artifact.purl} />}
    </Stack>
  );
}

function ComponentList({ artifact }: ArtifactComponentsProps) {
  const search = useAddress().get('search');
  const { address, reading } = useArtifactList(ArtifactComponentsDocument, {
    id: artifact.id,
    search: search || null,
  });
  return (
    <Panel padding="flush" title={t('components.label')} actions={<ListSearch address={address} />}>
      <PagedTable
        reading={reading}
        subject={(data) => artifactNode(data.node)?.components}
        label={t('components.label')}
        columns={columns}
        address={address}
        empty={<EmptyState title={t(search ? 'components.empty.search' : 'components.empty')} />}
      />
    </Panel>
  );
}
