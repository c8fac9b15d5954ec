'use client';

import Alert from '@mui/material/Alert';
import { useState } from 'react';
import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { type Address, useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  NameOriginsDocument,
  type NameOriginsQuery,
  type NameOriginsQueryVariables,
  NamePatternsDocument,
} from '#generated/graphql.ts';
import { type Reading, useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Choice } from '#ui/Choice.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { NameActDialog } from './NameActDialog.tsx';
import { NamePatternsPanel } from './NamePatternsPanel.tsx';
import type { NameAct } from './name-act.ts';
import { nameColumns } from './name-columns.tsx';

const standings = ['COLLISION', 'OURS', 'SHARED', 'OUTSIDE'] as const;

/** Whose the names of a proxy are, and what an operator may say of them. */
export function OriginView({ at }: { readonly at: RepositoryKey }) {
  const reading = useReading(NamePatternsDocument, at);
  const [act, setAct] = useState<NameAct>();
  return (
    <ReadingView
      reading={reading}
      subject={({ repository }) => repository}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('names.title') })} />}
    >
      {({ id, viewerCan, upstream: said }) => (
        <Stack>
          {/* Who may not change a proxy is not shown what was said, only of which name. */}
          {said ? (
            <NamePatternsPanel
              said={said}
              settingsHref={paths.repository(at, 'settings')}
              onAct={setAct}
            />
          ) : null}
          <NamesPanel
            at={at}
            deniedReason={reasonWithout(viewerCan, 'repository:update')}
            onAct={setAct}
          />
          {said && act ? (
            <NameActDialog
              repositoryId={id}
              said={said}
              act={act}
              onClose={() => setAct(undefined)}
            />
          ) : null}
        </Stack>
      )}
    </ReadingView>
  );
}

interface NamesPanelProps {
  readonly at: RepositoryKey;
  readonly deniedReason: string | undefined;
  readonly onAct: (act: NameAct) => void;
}

function NamesPanel({ at, deniedReason, onAct }: NamesPanelProps) {
  const address = useAddress();
  const standing = standings.find((each) => each === address.get('standing')) ?? null;
  const search = address.get('search') || null;
  const variables: NameOriginsQueryVariables = {
    ...at,
    ...pageArguments(address),
    ...{ search, standing },
  };
  const reading = useReading(NameOriginsDocument, variables, {
    types: ['Artifact', 'Package', 'Repository'],
  });
  const isNarrowed = standing !== null || search !== null;
  return (
    <Panel
      title={t('names.title')}
      padding="flush"
      actions={<NameFilters address={address} standing={standing} />}
    >
      {standing === null ? <CollisionNotice reading={reading} address={address} /> : null}
      <PagedTable
        reading={reading}
        subject={({ repository }) => repository?.nameOrigins}
        label={t('names.title')}
        columns={nameColumns({ at, deniedReason, onAct })}
        address={address}
        empty={
          isNarrowed ? (
            <EmptyState title={t('names.empty.search')} />
          ) : (
            <EmptyState title={t('names.empty.title')} hint={t('names.empty.hint')} />
          )
        }
      />
    </Panel>
  );
}

interface NameFiltersProps {
  readonly address: Address;
  readonly standing: string | null;
}

function NameFilters({ address, standing }: NameFiltersProps) {
  return (
    <Stack direction="row" gap={8}>
      <Choice
        label={t('names.standing')}
        value={standing ?? ''}
        any={{ label: t('filter.any'), onChoose: () => address.set({ standing: '' }) }}
        options={standings.map((value) => ({ value, label: t(`names.standing.${value}`) }))}
        onChange={(value) => address.set({ standing: value })}
        width={170}
      />
      <ListSearch address={address} label={t('names.search')} />
    </Stack>
  );
}

interface CollisionNoticeProps {
  readonly reading: Reading<NameOriginsQuery>;
  readonly address: Address;
}

/** Stands over the list while there is one, whatever is searched for. */
function CollisionNotice({ reading, address }: CollisionNoticeProps) {
  const count = reading.data?.repository?.collisions?.totalCount ?? 0;
  if (count === 0) return null;
  return (
    <Alert
      severity="warning"
      action={
        <ActionButton
          color="inherit"
          size="small"
          onClick={() => address.set({ standing: 'COLLISION', search: '' })}
        >
          {t('names.collisions.show')}
        </ActionButton>
      }
    >
      {t('names.collisions', { count })}
    </Alert>
  );
}
