'use client';

import { useState } from 'react';
import { artifactColumns } from '#features/artifacts/artifact-columns.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { useViewer } from '#features/session/ViewerContext.tsx';
import { OverviewDocument } from '#generated/graphql.ts';
import { formatCount } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { DataTable } from '#ui/DataTable.tsx';
import { DayBars, type DayValue } from '#ui/DayBars.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { HomeFigures } from './HomeFigures.tsx';
import styles from './HomePage.module.css';
import { lastDays } from './last-days.ts';
import type { Overview } from './overview-details.ts';
import { StorageList } from './StorageList.tsx';

/** What is going on in the warehouse, from one query. */
export function HomePage() {
  const viewer = useViewer();
  const reading = useReading(OverviewDocument, {}, { types: ['Artifact', 'Project'] });
  const name = viewer.user?.displayName || viewer.name;
  return (
    <>
      <PageHeader title={t('home.title')} description={t('home.greeting', { name })} />
      <ReadingView
        reading={reading}
        subject={(data) => data.overview}
        skeleton={<TableSkeleton label={t('state.loading', { what: t('home.title') })} rows={14} />}
      >
        {(overview) => <HomeSheets overview={overview} />}
      </ReadingView>
    </>
  );
}

function HomeSheets({ overview }: { readonly overview: Overview }) {
  const isNew = overview.packages === 0;
  return (
    <div className={styles.sheets}>
      <HomeFigures overview={overview} />
      {isNew ? <FirstSteps overview={overview} /> : null}
      <div className={styles.pair}>
        <Days title={t('home.published')} days={overview.publishedPerDay} tone="cleared" />
        <Days title={t('home.blocked')} days={overview.blockedPerDay} tone="refused" />
      </div>
      <div className={styles.unequal}>
        <Recent overview={overview} />
        <div className={styles.side}>
          <StorageList overview={overview} />
          <ExpiringKeys overview={overview} />
        </div>
      </div>
    </div>
  );
}

interface DaysProps {
  readonly title: string;
  readonly days: readonly DayValue[];
  readonly tone: 'cleared' | 'refused';
}

function Days({ title, days: counted, tone }: DaysProps) {
  const [openedAtMs] = useState(Date.now);
  const days = lastDays(counted, openedAtMs);
  const total = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <Panel>
      <DayBars
        title={title}
        days={days}
        tone={tone}
        words={{
          day: t('chart.day'),
          count: t('chart.count'),
          showTable: t('chart.show-table'),
          showChart: t('chart.show-chart'),
          summary: t('home.days', { total: formatCount(total), days: days.length }),
        }}
      />
    </Panel>
  );
}

function Recent({ overview }: { readonly overview: Overview }) {
  const { nodes } = overview.recentArtifacts;
  return (
    <Panel
      title={t('home.recent')}
      padding="flush"
      actions={
        <LinkButton size="small" href={paths.artifacts()}>
          {t('home.all-artifacts')}
        </LinkButton>
      }
    >
      {nodes.length === 0 ? (
        <EmptyState title={t('artifact.empty.title')} hint={t('artifact.empty.hint')} />
      ) : (
        <DataTable
          label={t('home.recent')}
          columns={artifactColumns.filter(({ key }) => key !== 'size')}
          rows={nodes}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}

function ExpiringKeys({ overview }: { readonly overview: Overview }) {
  const { nodes } = overview.keysExpiringSoon;
  if (nodes.length === 0) return null;
  return (
    <Panel title={t('home.keys')}>
      <ul className={styles.keys}>
        {nodes.map(({ id, name, expiresAt }) => (
          <li key={id}>
            <TextLink href={paths.keys()}>{name}</TextLink> <When at={expiresAt} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
