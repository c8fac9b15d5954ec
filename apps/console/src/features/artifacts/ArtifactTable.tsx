'use client';

import type { ReactNode } from 'react';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import type { Address } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import type { ArtifactFilter, ArtifactRowFragment } from '#generated/graphql.ts';
import { ArtifactsDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { FilterChips } from '#ui/FilterChips.tsx';
import { ArtifactFilters } from './ArtifactFilters.tsx';
import { chipsOf, noFilter, orderFrom } from './artifact-filter.ts';

export interface ArtifactTableProps {
  readonly address: Address;
  readonly filter: ArtifactFilter;
  /** The part of the filter that the page itself sets, and so shows no chip for. */
  readonly fixed?: ArtifactFilter;
  readonly columns: readonly Column<ArtifactRowFragment>[];
  readonly emptyAction?: ReactNode;
}

/** Filters, chips, table and pager of one list of artifacts. */
export function ArtifactTable(props: ArtifactTableProps) {
  const { address, filter, fixed = {}, columns, emptyAction } = props;
  const reading = useReading(
    ArtifactsDocument,
    { filter: { ...filter, ...fixed }, orderBy: orderFrom(address), ...pageArguments(address) },
    { types: ['Artifact'] },
  );
  const chips = chipsOf(filter, address);
  const isFiltered = chips.length > 0;
  return (
    <>
      <ArtifactFilters address={address} hasFormats={fixed.repository === undefined} />
      <FilterChips
        filters={chips}
        label={t('filter.active')}
        clearLabel={t('action.clear')}
        onClear={() => address.set(noFilter)}
      />
      <PagedTable
        reading={reading}
        subject={(data) => data.artifacts}
        label={t('artifact.list.label')}
        columns={columns}
        address={address}
        empty={
          <EmptyState
            title={t(isFiltered ? 'artifact.empty.filtered' : 'artifact.empty.title')}
            hint={isFiltered ? undefined : t('artifact.empty.hint')}
            action={isFiltered ? undefined : emptyAction}
          />
        }
      />
    </>
  );
}
