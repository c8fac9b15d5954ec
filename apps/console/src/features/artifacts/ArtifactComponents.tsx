'use client';

import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { type Address, useAddress } from '#features/reading/use-address.ts';
import { ArtifactComponentsDocument, type ArtifactComponentsQuery } from '#generated/graphql.ts';
import { formatCount } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { ToggleGroup } from '#ui/ToggleGroup.tsx';
import styles from './ArtifactComponents.module.css';
import { ArtifactUsers } from './ArtifactUsers.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { componentColumns } from './component-columns.tsx';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

interface ArtifactComponentsProps {
  readonly artifact: ArtifactDetails;
}

/** What the artifact needs or carries, what was found in it, and what here needs the artifact. */
export function ArtifactComponents({ artifact }: ArtifactComponentsProps) {
  return (
    <Stack>
      <ComponentList artifact={artifact} />
      {artifact.purl === null ? null : <ArtifactUsers artifact={artifact} purl={artifact.purl} />}
    </Stack>
  );
}

/** How a part came to the artifact. The artifact itself is none of its dependencies. */
const relations = ['BUNDLED', 'DEPENDENCY'] as const;

function ComponentList({ artifact }: ArtifactComponentsProps) {
  const own = useAddress();
  const search = own.get('search');
  const relation = relations.find((each) => each === own.get('relation'));
  const isAffected = own.get('affected') === 'yes';
  const { address, reading } = useArtifactList(ArtifactComponentsDocument, {
    id: artifact.id,
    search: search || null,
    relations: relation === undefined ? [...relations] : [relation],
    isAffected,
  });
  const isFiltered = search !== '' || relation !== undefined || isAffected;
  const counts = artifactNode(reading.data?.node)?.componentCounts;
  return (
    <Panel padding="flush" title={t('components.label')} actions={<ListSearch address={address} />}>
      {counts && counts.bundled + counts.dependency > 0 ? (
        <ComponentToggles address={address} counts={counts} />
      ) : null}
      <PagedTable
        reading={reading}
        subject={(data) => {
          const found = artifactNode(data.node);
          return isAffected ? found?.affectedComponents : found?.components;
        }}
        label={t('components.label')}
        columns={componentColumns}
        groupOf={(row) => t(`components.group.${row.relation}`)}
        address={address}
        empty={
          <EmptyState title={t(isFiltered ? 'components.empty.search' : 'components.empty')} />
        }
      />
    </Panel>
  );
}

type ArtifactNode = Extract<
  NonNullable<ArtifactComponentsQuery['node']>,
  { __typename: 'Artifact' }
>;

interface ComponentTogglesProps {
  readonly address: Address;
  readonly counts: NonNullable<ArtifactNode['componentCounts']>;
}

/** One relation or both, and all parts or only those that something is known against. */
function ComponentToggles({ address, counts }: ComponentTogglesProps) {
  const shown = address.get('relation');
  const isAffected = address.get('affected') === 'yes';
  const toggles = [
    { key: 'BUNDLED', label: t('components.group.BUNDLED'), count: counts.bundled },
    { key: 'DEPENDENCY', label: t('components.group.DEPENDENCY'), count: counts.dependency },
    { key: 'affected', label: t('components.affected'), count: counts.affected },
  ];
  return (
    <div className={styles.toggles}>
      <ToggleGroup
        label={t('components.show')}
        toggles={toggles.map(({ key, label, count }) => ({
          key,
          label,
          aside: formatCount(count),
          isOn: key === 'affected' ? isAffected : key === shown,
        }))}
        onToggle={({ key, isOn }) =>
          address.set(
            key === 'affected' ? { affected: isOn ? '' : 'yes' } : { relation: isOn ? '' : key },
          )
        }
      />
    </div>
  );
}
