import type { ProxyReads as ReadsRow } from '@bonded/database';
import type { Ports } from '../ports.ts';

/** Of the years that are kept, what a chart can show. */
export const readDaysMax = 366;
const dayMs = 24 * 60 * 60_000;

/** How long ago something was fetched, by days; the last has no end. */
const ageDays = { DAY: 1, WEEK: 7, MONTH: 30, QUARTER: 90 } as const;
export const cacheAges = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'OLDER'] as const;
export type CacheAge = (typeof cacheAges)[number];

export type ProxyDay = Omit<ReadsRow, 'repositoryId'>;

export interface CachedAge {
  readonly age: CacheAge;
  readonly artifactsCount: number;
  readonly sizeBytes: bigint;
}

/** What a proxy holds of what it fetched. */
export interface ProxyCache {
  readonly artifactsCount: number;
  readonly sizeBytes: bigint;
  /** Indexes and other documents, which are asked for again when they go stale. */
  readonly documentsCount: number;
  readonly latestAt: Date | null;
  readonly ages: readonly CachedAge[];
}

interface AgeRow {
  readonly age: CacheAge;
  readonly artifacts: bigint;
  readonly bytes: bigint;
  readonly latest: Date;
}

/** What a proxy holds; whoever asks may see what is held in it. */
export async function proxyCacheOf(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  repositoryId: string,
): Promise<ProxyCache> {
  const now = clock.now().getTime();
  const since = (days: number) => new Date(now - days * dayMs);
  const rows = await database.prisma.$queryRaw<AgeRow[]>`
    SELECT
      CASE
        WHEN created_at >= ${since(ageDays.DAY)} THEN 'DAY'
        WHEN created_at >= ${since(ageDays.WEEK)} THEN 'WEEK'
        WHEN created_at >= ${since(ageDays.MONTH)} THEN 'MONTH'
        WHEN created_at >= ${since(ageDays.QUARTER)} THEN 'QUARTER'
        ELSE 'OLDER'
      END AS age,
      count(*) AS artifacts, sum(size_bytes)::bigint AS bytes, max(created_at) AS latest
    FROM artifacts WHERE repository_id = ${repositoryId}::uuid AND deleted_at IS NULL
    GROUP BY 1`;
  const documentsCount = await database.prisma.upstreamDocument.count({
    where: { repositoryId, digest: { not: null } },
  });
  const byAge = new Map(rows.map((row) => [row.age, row]));
  const latest = rows.map((row) => row.latest).toSorted((a, b) => b.getTime() - a.getTime());
  return {
    artifactsCount: rows.reduce((sum, { artifacts }) => sum + Number(artifacts), 0),
    sizeBytes: rows.reduce((sum, { bytes }) => sum + bytes, 0n),
    documentsCount,
    latestAt: latest[0] ?? null,
    ages: cacheAges.map((age) => ({
      age,
      artifactsCount: Number(byAge.get(age)?.artifacts ?? 0),
      sizeBytes: byAge.get(age)?.bytes ?? 0n,
    })),
  };
}

/** How a proxy answered on each of the last days that it was asked on, the latest first. */
export function proxyReadsOf(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  { repositoryId, days }: { readonly repositoryId: string; readonly days: number },
): Promise<readonly ProxyDay[]> {
  const bounded = Math.min(Math.max(Math.trunc(days), 1), readDaysMax);
  const first = new Date(clock.now().getTime() - (bounded - 1) * dayMs);
  const day = { gte: new Date(first.toISOString().slice(0, 10)) };
  return database.prisma.proxyReads.findMany({
    where: { repositoryId, day },
    orderBy: { day: 'desc' },
    take: readDaysMax,
    omit: { repositoryId: true },
  });
}
