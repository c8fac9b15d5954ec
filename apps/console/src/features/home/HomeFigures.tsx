'use client';

import { formatBytes, formatCount } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { FigureStrip } from '#ui/FigureStrip.tsx';
import type { Overview } from './overview-details.ts';

/** The numbers on the head of the sheet; each leads to what it counts. */
export function HomeFigures({ overview }: { readonly overview: Overview }) {
  const { counts, quarantineWaiting, scanBacklog, packages, repositories, projects } = overview;
  const held = quarantineWaiting > 0 ? 'held' : 'plain';
  return (
    <FigureStrip
      label={t('home.figures')}
      figures={[
        {
          caption: t('home.waiting'),
          value: formatCount(quarantineWaiting),
          href: paths.quarantine(),
          tone: held,
        },
        {
          caption: t('home.released'),
          value: formatCount(counts.released),
          href: paths.artifacts({ state: 'RELEASED' }),
        },
        {
          caption: t('home.rejected'),
          value: formatCount(counts.rejected),
          href: paths.artifacts({ state: 'REJECTED' }),
        },
        { caption: t('home.packages'), value: formatCount(packages), href: paths.artifacts() },
        {
          caption: t('home.projects'),
          value: `${formatCount(projects)} / ${formatCount(repositories)}`,
          href: paths.projects(),
        },
        { caption: t('home.storage'), value: formatBytes(counts.totalSizeBytes) },
        { caption: t('home.backlog'), value: formatCount(scanBacklog) },
      ]}
    />
  );
}
