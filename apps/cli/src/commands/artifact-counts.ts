import { z } from 'zod';
import { formatBytes } from '../terminal/sizes.ts';
import type { Column } from '../terminal/table.ts';

/** How many artifacts a project or a repository holds, by state. */
export const artifactCounts = {
  fields: 'artifactCounts { quarantined released rejected totalSizeBytes }',
  row: z.object({
    quarantined: z.number(),
    released: z.number(),
    rejected: z.number(),
    totalSizeBytes: z.coerce.number(),
  }),
};

interface Counted {
  readonly artifactCounts: z.output<typeof artifactCounts.row>;
}

export const countColumns: readonly Column<Counted>[] = [
  { title: 'released', of: ({ artifactCounts: { released } }) => released },
  { title: 'quarantined', of: ({ artifactCounts: { quarantined } }) => quarantined },
  { title: 'rejected', of: ({ artifactCounts: { rejected } }) => rejected },
  { title: 'size', of: ({ artifactCounts: { totalSizeBytes } }) => formatBytes(totalSizeBytes) },
];
