import { bestEffort } from '@bonded/kernel';
import type { Ports } from '../ports.ts';
import type { ProxyReads } from '../repositories/index.ts';

/** A process that is killed takes the counts of this long with it, at most. */
const flushEveryMs = 10_000;
/** Proxies that are counted between two writings; those beyond are not. */
const countedMax = 10_000;

const fields = ['hits', 'misses', 'stale', 'refused', 'bytesServed', 'bytesFetched'] as const;
type Sums = Record<(typeof fields)[number], number>;
const none: ProxyReads = {
  ...{ hits: 0, misses: 0, stale: 0, refused: 0 },
  ...{ bytesServed: 0, bytesFetched: 0 },
};

interface Counted {
  readonly repositoryId: string;
  /** In UTC, as `2026-01-31`. */
  readonly day: string;
  readonly sums: Sums;
}

/**
 * Counts how proxies answer, in memory, and adds it to the counts of all processes now and then: a
 * read costs an addition, and no write.
 */
export class ReadCounter {
  readonly #ports: Pick<Ports, 'database' | 'clock'>;
  #counted = new Map<string, Counted>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ database, clock }: Pick<Ports, 'database' | 'clock'>) {
    this.#ports = { database, clock };
  }

  count(repositoryId: string, seen: Partial<ProxyReads>): void {
    const day = this.#ports.clock.now().toISOString().slice(0, 10);
    this.#add({ repositoryId, day, sums: { ...none, ...seen } });
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      void bestEffort('what cannot be written is kept for the next time', () => this.flush());
    }, flushEveryMs);
    this.#timer.unref();
  }

  /** Writes down what was counted so far. What cannot be written is kept for the next time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counted = [...this.#counted.values()];
    if (counted.length === 0) return;
    this.#counted = new Map();
    const act = () => write(this.#ports, counted);
    await bestEffort('counts are worth no failed request', act, () => {
      for (const each of counted) this.#add(each);
    });
  }

  #add({ repositoryId, day, sums }: Counted): void {
    const key = `${repositoryId} ${day}`;
    const before = this.#counted.get(key);
    if (before === undefined && this.#counted.size >= countedMax) return;
    const after = before?.sums ?? { ...none };
    for (const field of fields) after[field] += sums[field];
    this.#counted.set(key, { repositoryId, day, sums: after });
  }
}

/** In one statement, in the order of the rows: two processes that write do not wait in a circle. */
async function write(
  { database }: Pick<Ports, 'database'>,
  counted: readonly Counted[],
): Promise<void> {
  const columns = fields.map((field) => counted.map(({ sums }) => sums[field]));
  await database.pool.query(
    `INSERT INTO proxy_reads AS kept
       (repository_id, day, hits, misses, stale, refused, bytes_served, bytes_fetched)
     SELECT seen.* FROM unnest(
       $1::uuid[], $2::date[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
       $7::bigint[], $8::bigint[]
     ) AS seen (repository_id, day, hits, misses, stale, refused, bytes_served, bytes_fetched)
     -- What was deleted meanwhile is not counted any more.
     JOIN repositories ON repositories.id = seen.repository_id
     ORDER BY seen.repository_id, seen.day
     ON CONFLICT (repository_id, day) DO UPDATE SET
       hits = kept.hits + excluded.hits,
       misses = kept.misses + excluded.misses,
       stale = kept.stale + excluded.stale,
       refused = kept.refused + excluded.refused,
       bytes_served = kept.bytes_served + excluded.bytes_served,
       bytes_fetched = kept.bytes_fetched + excluded.bytes_fetched`,
    [counted.map(({ repositoryId }) => repositoryId), counted.map(({ day }) => day), ...columns],
  );
}
