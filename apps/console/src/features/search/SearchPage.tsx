'use client';

import { SearchField } from '#features/reading/SearchField.tsx';
import { type Address, useAddress } from '#features/reading/use-address.ts';
import { t } from '#lib/messages.ts';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { ViewSwitch } from '#ui/ViewSwitch.tsx';
import { FacetToggles } from './FacetToggles.tsx';
import { FoundArtifacts } from './FoundArtifacts.tsx';
import { FoundPackages } from './FoundPackages.tsx';
import { SearchHints } from './SearchHints.tsx';
import { type SearchView, viewOf } from './search-hints.ts';
import { withTerm } from './search-terms.ts';

const views: readonly SearchView[] = ['packages', 'artifacts'];

/** One question to all projects: words and terms, and what they find. */
export function SearchPage() {
  const address = useAddress();
  const query = address.get('query');
  return (
    <>
      <PageHeader title={t('search.title')} description={t('search.description')} />
      <Stack>
        <Panel>
          <Stack gap={14}>
            <SearchField
              label={t('search.field')}
              value={query}
              onChange={(value) => address.set({ query: value })}
              width="100%"
            />
            <SearchHints onPick={(term) => address.set({ query: withTerm(query, term) })} />
          </Stack>
        </Panel>
        {query.trim() === '' ? null : <Results address={address} query={query.trim()} />}
      </Stack>
    </>
  );
}

function Results({ address, query }: { readonly address: Address; readonly query: string }) {
  const view = viewOf(query, address.get('view'));
  return (
    <Panel
      title={t('search.results')}
      padding="flush"
      actions={
        <ViewSwitch
          label={t('search.view')}
          value={view}
          options={views.map((value) => ({ value, label: t(`search.view.${value}`) }))}
          onChange={(next) => address.set({ view: next })}
        />
      }
    >
      <FacetToggles query={query} onChange={(next) => address.set({ query: next, view })} />
      {view === 'packages' ? (
        <FoundPackages address={address} query={query} />
      ) : (
        <FoundArtifacts address={address} query={query} />
      )}
    </Panel>
  );
}
