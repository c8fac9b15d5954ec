'use client';

import { useState } from 'react';
import type { ReadsPartsFragment } from '#generated/graphql.ts';
import { formatBytes, formatCount } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { DayStacks } from '#ui/DayStacks.tsx';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { Panel } from '#ui/Panel.tsx';
import { figuresOf, hitRate, type ReadFigures, readDays, savedBytes } from './read-figures.ts';

/** How often what a proxy holds was enough, and what that saved. */
export function ReadsPanel({ reads }: { readonly reads: readonly ReadsPartsFragment[] }) {
  const [nowMs] = useState(() => Date.now());
  const figures = figuresOf(reads);
  const days = readDays(reads, nowMs).map(({ day, hits, misses }) => ({
    day,
    lower: hits,
    upper: misses,
  }));
  const summary = t('cache.chart.summary', {
    hits: formatCount(figures.hits),
    misses: formatCount(figures.misses),
    days: days.length,
  });
  return (
    <Panel title={t('cache.reads')} aside={t('cache.reads.aside')} padding="flush">
      <FormBoxes boxes={boxesOf(figures)} />
      <div style={{ padding: 16 }}>
        <DayStacks
          title={t('cache.chart')}
          days={days}
          words={{
            day: t('cache.chart.day'),
            lower: t('cache.hits'),
            upper: t('cache.misses'),
            showTable: t('cache.chart.show-table'),
            showChart: t('cache.chart.show-chart'),
            summary: hitRate(figures) === null ? t('cache.reads.none') : summary,
          }}
        />
      </div>
    </Panel>
  );
}

function boxesOf(figures: ReadFigures) {
  const { hits, misses, stale, refused, bytesServed, bytesFetched } = figures;
  const rate = hitRate(figures);
  const asked = formatCount(hits + misses);
  return [
    {
      caption: t('cache.rate'),
      value: rate === null ? t('field.none') : t('cache.rate.of', { rate, asked }),
    },
    { caption: t('cache.misses'), value: formatCount(misses) },
    { caption: t('cache.stale'), value: formatCount(stale) },
    { caption: t('cache.refused'), value: formatCount(refused) },
    { caption: t('cache.saved'), value: formatBytes(savedBytes(figures)) },
    { caption: t('cache.served'), value: formatBytes(bytesServed) },
    { caption: t('cache.fetched'), value: formatBytes(bytesFetched) },
  ];
}
