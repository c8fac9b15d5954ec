import { z } from 'zod';
import { parseRepository } from '../address.ts';
import { itemCommand } from '../item-command.ts';
import { moment, shortMoment } from '../time.ts';

const cached = z.object({
  artifactsCount: z.number(),
  sizeBytes: z.string(),
  documentsCount: z.number(),
  latestAt: moment.nullable(),
  ages: z.array(z.object({ age: z.string(), artifactsCount: z.number(), sizeBytes: z.string() })),
});

const dayOfReads = z.object({
  day: moment,
  hits: z.string(),
  misses: z.string(),
  stale: z.string(),
  refused: z.string(),
  bytesServed: z.string(),
  bytesFetched: z.string(),
});

const cacheRow = z.object({ cache: cached.nullable(), reads: z.array(dayOfReads).nullable() });

type CacheRow = z.output<typeof cacheRow>;
type Counted = Exclude<keyof z.output<typeof dayOfReads>, 'day'>;

/** Too large for a number only where it is bytes, and then rounded. */
function sumOf({ reads }: CacheRow, field: Counted): number {
  return (reads ?? []).reduce((sum, day) => sum + Number(day[field]), 0);
}

/** Of the files that were asked for, how many were here. */
function hitRate(row: CacheRow): string {
  const hits = sumOf(row, 'hits');
  const asked = hits + sumOf(row, 'misses');
  return asked === 0 ? '' : `${Math.round((100 * hits) / asked)} %`;
}

/** What need not be fetched. */
function savedBytes(row: CacheRow): number {
  return Math.max(0, sumOf(row, 'bytesServed') - sumOf(row, 'bytesFetched'));
}

export const repositoryCache = itemCommand({
  usage: 'cache <project/repository>',
  says: 'Show what a proxy holds, and how often that was enough',
  options: [{ flags: '--days <days>', says: 'how far back reads are counted (30)' }],
  shape: {
    row: cacheRow,
    columns: [
      { title: 'artifacts', of: ({ cache }) => cache?.artifactsCount ?? '' },
      { title: 'bytes', of: ({ cache }) => cache?.sizeBytes ?? '' },
      { title: 'documents', of: ({ cache }) => cache?.documentsCount ?? '' },
      { title: 'latest', of: ({ cache }) => (cache?.latestAt ? shortMoment(cache.latestAt) : '') },
      { title: 'hit rate', of: hitRate },
      { title: 'hits', of: (row) => sumOf(row, 'hits') },
      { title: 'misses', of: (row) => sumOf(row, 'misses') },
      { title: 'stale', of: (row) => sumOf(row, 'stale') },
      { title: 'refused', of: (row) => sumOf(row, 'refused') },
      { title: 'bytes saved', of: savedBytes },
    ],
  },
  document: `query RepositoryCache($project: String!, $repository: String!, $days: Int) {
    repository(project: $project, slug: $repository) {
      cache {
        artifactsCount sizeBytes documentsCount latestAt
        ages { age artifactsCount sizeBytes }
      }
      reads(days: $days) { day hits misses stale refused bytesServed bytesFetched }
    }
  }`,
  at: 'repository',
  variables: (call) => {
    const days = call.text('days');
    return {
      ...parseRepository(call.arg(0)),
      days: days === undefined ? undefined : Number(days),
    };
  },
});
