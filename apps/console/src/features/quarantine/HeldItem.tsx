'use client';

import { keyOf } from '#features/artifacts/artifact-key.ts';
import { ScanCell } from '#features/artifacts/ScanCell.tsx';
import { StateStamp } from '#features/artifacts/StateStamp.tsx';
import { upstreamDates } from '#features/artifacts/upstream-dates.tsx';
import { artifactNode } from '#features/artifacts/use-artifact-list.ts';
import { Receipt } from '#features/decisions/Receipt.tsx';
import { CopyText } from '#features/reading/CopyText.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { QuarantineItemDocument, type QuarantineItemQuery } from '#generated/graphql.ts';
import { formatBytes, shortDigest, shortVersion } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { type FormBox, FormBoxes } from '#ui/FormBoxes.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';

type Item = Extract<NonNullable<QuarantineItemQuery['node']>, { __typename: 'Artifact' }>;

/** Why one artifact is held, and what was good before it. */
export function HeldItem({ id }: { readonly id: string }) {
  const reading = useReading(QuarantineItemDocument, { id });
  return (
    <ReadingView
      reading={reading}
      subject={(data) => artifactNode(data.node)}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('artifact.caption') })} />}
    >
      {(item) => (
        <>
          <Panel
            title={`${item.package.name} ${shortVersion(item.version)}`}
            aside={<StateStamp state={item.state} />}
            padding="flush"
            actions={
              <>
                <LinkButton size="small" href={paths.artifact(keyOf(item), 'findings')}>
                  {t('artifact.tab.findings')}
                </LinkButton>
                <LinkButton size="small" href={paths.artifact(keyOf(item))}>
                  {t('quarantine.open')}
                </LinkButton>
              </>
            }
          >
            <FormBoxes boxes={boxesOf(item)} />
          </Panel>
          {item.currentDecision ? <Receipt decision={item.currentDecision} look="compact" /> : null}
        </>
      )}
    </ReadingView>
  );
}

function boxesOf(item: Item): readonly FormBox[] {
  const good = item.package.artifacts.nodes[0];
  return [
    { caption: t('artifact.findings'), value: <ScanCell {...item} /> },
    { caption: t('artifact.size'), value: formatBytes(item.sizeBytes) },
    { caption: t('artifact.published'), value: <When at={item.createdAt} /> },
    ...upstreamDates(item),
    {
      caption: t('artifact.published-by'),
      value: item.publishedBy?.displayName ?? t('field.none'),
    },
    {
      caption: t('artifact.digest'),
      value: <CopyText text={item.digest} shown={shortDigest(item.digest)} />,
    },
    {
      caption: t('quarantine.last-good'),
      value: good ? <LastGood good={good} /> : t('quarantine.first'),
    },
  ];
}

function LastGood({ good }: { readonly good: Item['package']['artifacts']['nodes'][number] }) {
  return (
    <>
      <code>{shortVersion(good.version)}</code> · {formatBytes(good.sizeBytes)} ·{' '}
      <ScanCell {...good} />
    </>
  );
}
