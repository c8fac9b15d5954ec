import { artifactColumns } from '#features/artifacts/artifact-columns.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import type { Address } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { SearchDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { EmptyState } from '#ui/EmptyState.tsx';

export interface FoundProps {
  readonly address: Address;
  readonly query: string;
}

/** The versions that a search finds, the newest first. */
export function FoundArtifacts({ address, query }: FoundProps) {
  const variables = { query, ...pageArguments(address) };
  const reading = useReading(SearchDocument, variables, { types: ['Artifact'] });
  return (
    <PagedTable
      reading={reading.failure ? { ...reading, data: undefined } : reading}
      subject={(data) => data.search}
      label={t('search.results')}
      columns={artifactColumns}
      address={address}
      empty={<EmptyState title={t('search.empty.title')} hint={t('search.empty.hint')} />}
    />
  );
}
