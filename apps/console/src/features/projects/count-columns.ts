import type { CountPartsFragment } from '#generated/graphql.ts';
import { formatBytes, formatCount } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import type { Column } from '#ui/DataTable.tsx';

type CountColumn = Column<{ readonly artifactCounts: CountPartsFragment }>;

/** What a project or a repository holds, in numbers. */
export const countColumns: readonly CountColumn[] = [
  {
    key: 'released',
    title: t('project.released'),
    align: 'right',
    render: ({ artifactCounts }) => formatCount(artifactCounts.released),
  },
  {
    key: 'held',
    title: t('project.held'),
    align: 'right',
    render: ({ artifactCounts }) => formatCount(artifactCounts.quarantined),
  },
  {
    key: 'storage',
    title: t('project.storage'),
    align: 'right',
    isSecondary: true,
    render: ({ artifactCounts }) => formatBytes(artifactCounts.totalSizeBytes),
  },
];
