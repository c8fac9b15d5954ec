'use client';

import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { RepositoryCacheDocument, type RepositoryCacheQuery } from '#generated/graphql.ts';
import { formatBytes, formatCount } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { ReadsPanel } from './ReadsPanel.tsx';
import { UpstreamActs } from './UpstreamActs.tsx';

type Cache = NonNullable<NonNullable<RepositoryCacheQuery['repository']>['cache']>;

/** Null where the viewer may not see it, or it is no proxy. */
function cacheOf({ repository }: RepositoryCacheQuery) {
  const { id, viewerCan, cache, reads } = repository ?? {};
  return id && viewerCan && cache && reads ? { id, viewerCan, cache, reads } : null;
}

/** What a proxy holds, and how often that was enough. */
export function CacheView({ at }: { readonly at: RepositoryKey }) {
  const reading = useReading(RepositoryCacheDocument, at, { types: ['Artifact'] });
  return (
    <ReadingView
      reading={reading}
      subject={cacheOf}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('cache.title') })} />}
    >
      {({ id, viewerCan, cache, reads }) => (
        <Stack>
          <ReadsPanel reads={reads} />
          <HoldingsPanel at={at} cache={cache} />
          <UpstreamActs
            repositoryId={id}
            deniedReason={reasonWithout(viewerCan, 'repository:update')}
            onAsked={reading.refresh}
          />
        </Stack>
      )}
    </ReadingView>
  );
}

function HoldingsPanel({ at, cache }: { readonly at: RepositoryKey; readonly cache: Cache }) {
  const { artifactsCount, sizeBytes, documentsCount, latestAt, ages } = cache;
  if (artifactsCount === 0) {
    return (
      <Panel title={t('cache.title')}>
        <EmptyState title={t('cache.empty.title')} hint={t('cache.empty.hint')} />
      </Panel>
    );
  }
  return (
    <Panel
      title={t('cache.title')}
      padding="flush"
      actions={
        <LinkButton size="small" href={paths.quarantine({ because: 'young', ...at })}>
          {t('cache.young')}
        </LinkButton>
      }
    >
      <FormBoxes
        boxes={[
          { caption: t('cache.artifacts'), value: formatCount(artifactsCount) },
          { caption: t('cache.size'), value: formatBytes(sizeBytes) },
          { caption: t('cache.documents'), value: formatCount(documentsCount) },
          { caption: t('cache.latest'), value: <When at={latestAt} /> },
        ]}
      />
      <DataTable
        label={t('cache.ages')}
        columns={ageColumns}
        rows={ages}
        rowKey={({ age }) => age}
      />
    </Panel>
  );
}

const ageColumns: readonly Column<Cache['ages'][number]>[] = [
  { key: 'age', title: t('cache.age'), render: ({ age }) => t(`cache.age.${age}`) },
  {
    key: 'artifacts',
    title: t('cache.artifacts'),
    align: 'right',
    render: ({ artifactsCount }) => formatCount(artifactsCount),
  },
  {
    key: 'size',
    title: t('cache.size'),
    align: 'right',
    render: ({ sizeBytes }) => formatBytes(sizeBytes),
  },
];
