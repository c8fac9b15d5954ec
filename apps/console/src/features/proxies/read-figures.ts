import type { ReadsPartsFragment } from '#generated/graphql.ts';

const dayMs = 24 * 60 * 60 * 1000;
const daysShown = 30;

/** Sums over some days. Counts are small enough for numbers; bytes are rounded at worst. */
export interface ReadFigures {
  readonly hits: number;
  readonly misses: number;
  readonly stale: number;
  readonly refused: number;
  readonly bytesServed: number;
  readonly bytesFetched: number;
}

export function figuresOf(reads: readonly ReadsPartsFragment[]): ReadFigures {
  const sum = (field: keyof ReadFigures) =>
    reads.reduce((total, day) => total + Number(day[field]), 0);
  return {
    hits: sum('hits'),
    misses: sum('misses'),
    stale: sum('stale'),
    refused: sum('refused'),
    bytesServed: sum('bytesServed'),
    bytesFetched: sum('bytesFetched'),
  };
}

/** Of the files that were asked for, how many of a hundred were here; null where none was. */
export function hitRate({ hits, misses }: Pick<ReadFigures, 'hits' | 'misses'>): number | null {
  const asked = hits + misses;
  return asked === 0 ? null : Math.round((100 * hits) / asked);
}

/** What would have come from upstream without a cache. */
export function savedBytes(figures: Pick<ReadFigures, 'bytesServed' | 'bytesFetched'>): number {
  return Math.max(0, figures.bytesServed - figures.bytesFetched);
}

export interface ReadDay {
  readonly day: string;
  readonly hits: number;
  readonly misses: number;
}

/** The last days up to today (UTC), with nothing on those that the gateway did not name. */
export function readDays(reads: readonly ReadsPartsFragment[], nowMs: number): readonly ReadDay[] {
  const byDay = new Map(reads.map((each) => [each.day.slice(0, 10), each]));
  return Array.from({ length: daysShown }, (_, index) => {
    const at = new Date(nowMs - (daysShown - 1 - index) * dayMs);
    const day = at.toISOString().slice(0, 10);
    const found = byDay.get(day);
    return { day, hits: Number(found?.hits ?? 0), misses: Number(found?.misses ?? 0) };
  });
}
