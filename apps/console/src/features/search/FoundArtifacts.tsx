import { artifactColumns } from '#features/artifacts/artifact-columns.tsx';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import type { Address } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { SearchDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';

export interface FoundProps {
  readonly address: Address;
  readonly query: string;
}

/** The versions that a search finds, the newest first. */
export function FoundArtifacts({ address, query }: FoundProps) {
  const variables = { query, ...pageArguments(address) };
  const reading = useReading(SearchDocument, variables, { types: ['Artifact'] });
  return (
    <ReadingView
      reading={reading.failure ? { ...reading, data: undefined } : reading}
      subject={({ search }) => search}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('search.results') })} />}
    >
      {(found) =>
        found.nodes.length === 0 ? (
          <EmptyState title={t('search.empty.title')} hint={t('search.empty.hint')} />
        ) : (
          <>
            <DataTable
              label={t('search.results')}
              columns={artifactColumns}
              rows={found.nodes}
              rowKey={({ id }) => id}
            />
            <ConnectionPager page={found} address={address} />
          </>
        )
      }
    </ReadingView>
  );
}
