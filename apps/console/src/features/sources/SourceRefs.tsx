'use client';

import { StateStamp } from '#features/artifacts/StateStamp.tsx';
import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { type SourceRefRowFragment, SourceRefsDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { type PackageKey, paths } from '#lib/paths.ts';
import { Choice } from '#ui/Choice.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TextLink } from '#ui/TextLink.tsx';

/** As people write commits. */
const commitShown = 12;

function columnsOf(at: PackageKey): readonly Column<SourceRefRowFragment>[] {
  return [
    { key: 'name', title: t('source.ref'), render: ({ name }) => <strong>{name}</strong> },
    {
      key: 'kind',
      title: t('repository.kind'),
      isSecondary: true,
      render: ({ kind }) => t(`source.ref.${kind}`),
    },
    {
      key: 'commit',
      title: t('source.ref.commit'),
      isSecondary: true,
      render: ({ commit }) => <code>{commit.slice(0, commitShown)}</code>,
    },
    {
      key: 'version',
      title: t('source.ref.version'),
      // A state of a branch carries its commit, which stands beside it.
      render: ({ version, skipReason }) => version?.split('#')[0] ?? skipReason,
    },
    {
      key: 'state',
      title: t('source.ref.state'),
      render: ({ version, artifact }) => {
        if (!version) return null;
        if (!artifact) return t('source.ref.not-yet');
        return (
          <TextLink href={paths.artifact({ ...at, version })}>
            <StateStamp state={artifact.state} />
          </TextLink>
        );
      },
    },
  ];
}

/** The tags and branches of a source, and what they are versions of. */
export function SourceRefs({ at, id }: { readonly at: PackageKey; readonly id: string }) {
  const address = useAddress();
  const shown = address.get('refs') === 'skipped' ? 'skipped' : 'all';
  const reading = useReading(
    SourceRefsDocument,
    {
      id,
      isSkipped: shown === 'skipped' ? true : null,
      search: address.get('search') || null,
      ...pageArguments(address),
    },
    { types: ['VcsRef', 'VcsSource'] },
  );
  return (
    <Panel
      title={t('source.refs')}
      padding="flush"
      aside={<ListSearch address={address} />}
      actions={
        <Choice
          label={t('source.refs.shown')}
          value={shown}
          width={180}
          options={(['all', 'skipped'] as const).map((value) => ({
            value,
            label: t(`source.refs.${value}`),
          }))}
          onChange={(next) => address.set({ refs: next === 'all' ? '' : next })}
        />
      }
    >
      <PagedTable
        reading={reading}
        subject={({ node }) => (node?.__typename === 'VcsSource' ? node.refs : null)}
        label={t('source.refs')}
        columns={columnsOf(at)}
        address={address}
        empty={
          <EmptyState title={t('source.refs.empty.title')} hint={t('source.refs.empty.hint')} />
        }
      />
    </Panel>
  );
}
