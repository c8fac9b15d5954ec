'use client';

import { useState } from 'react';
import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import type { RepositoryDetails } from '#features/repositories/repository-details.ts';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { RepositorySourcesDocument, type SourceRowFragment } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { HookReveal, type RevealedHook } from './HookReveal.tsx';
import { SourceAddDialog } from './SourceAddDialog.tsx';
import { SourceStamp } from './SourceStamp.tsx';

function columnsOf(at: RepositoryKey): readonly Column<SourceRowFragment>[] {
  return [
    {
      key: 'name',
      title: t('source.package'),
      render: ({ name, url }) => (
        <>
          <TextLink href={paths.source({ ...at, name })} look="strong">
            {name}
          </TextLink>
          <div style={{ color: 'var(--mui-palette-text-secondary)', overflowWrap: 'anywhere' }}>
            {url}
          </div>
        </>
      ),
    },
    {
      key: 'kind',
      title: t('source.kind'),
      isSecondary: true,
      render: ({ kind }) => t(`source.kind.${kind}`),
    },
    {
      key: 'health',
      title: t('source.health'),
      render: (source) => <SourceStamp source={source} />,
    },
    {
      key: 'versions',
      title: t('source.versions'),
      align: 'right',
      render: ({ versionCount }) => versionCount,
    },
    {
      key: 'skipped',
      title: t('source.skipped'),
      align: 'right',
      isSecondary: true,
      render: ({ skippedCount }) => skippedCount,
    },
    {
      key: 'synced',
      title: t('source.synced'),
      isSecondary: true,
      render: ({ syncedAt }) => <When at={syncedAt} />,
    },
  ];
}

export interface SourceListProps {
  readonly at: RepositoryKey;
  readonly repository: RepositoryDetails;
}

/** What the packages of a repository are made of. The secret of a new hook lives here alone. */
export function SourceList({ at, repository }: SourceListProps) {
  const address = useAddress();
  const [isAdding, setIsAdding] = useState(false);
  const [hook, setHook] = useState<RevealedHook>();
  const reading = useReading(
    RepositorySourcesDocument,
    { ...at, search: address.get('search') || null, ...pageArguments(address) },
    { types: ['VcsSource'] },
  );
  const add = (
    <ActionButton
      variant="contained"
      size="small"
      disabledReason={reasonWithout(repository.viewerCan, 'repository:update')}
      onClick={() => setIsAdding(true)}
    >
      {t('source.add')}
    </ActionButton>
  );
  return (
    <Panel
      title={t('source.title')}
      aside={<ListSearch address={address} />}
      padding="flush"
      actions={add}
    >
      <PagedTable
        reading={reading}
        subject={(data) => data.repository?.sources}
        label={t('source.label')}
        columns={columnsOf(at)}
        address={address}
        empty={
          <EmptyState title={t('source.empty.title')} hint={t('source.empty.hint')} action={add} />
        }
      />
      {isAdding ? (
        <SourceAddDialog
          at={at}
          onClose={() => setIsAdding(false)}
          onAdded={(added) => {
            setIsAdding(false);
            setHook(added);
            reading.refresh();
          }}
        />
      ) : null}
      {hook ? <HookReveal hook={hook} onClose={() => setHook(undefined)} /> : null}
    </Panel>
  );
}
