import type { AdvisoryIndex, AdvisoryRow, DatabaseStatus } from '../advisory-index.ts';
import type { NormalisedAdvisory } from '../normalise-advisory.ts';

/** An index over a few advisories, for tests. Everything it is asked is kept in `questions`. */
export class MemoryAdvisoryIndex implements AdvisoryIndex {
  readonly questions: (readonly string[])[] = [];
  readonly #status: DatabaseStatus | null;
  readonly #rows: readonly AdvisoryRow[];

  constructor(status: DatabaseStatus | null, advisories: readonly NormalisedAdvisory[] = []) {
    this.#status = status;
    this.#rows = advisories.flatMap(({ advisory, affected }) =>
      affected.map((entry) => ({ ...entry, advisory })),
    );
  }

  find(
    ecosystem: string,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly AdvisoryRow[]> {
    signal.throwIfAborted();
    this.questions.push(names);
    const wanted = new Set(names);
    const rows = this.#rows.filter(
      (row) => row.ecosystem === ecosystem && wanted.has(row.packageName),
    );
    return Promise.resolve(rows);
  }

  status(): Promise<DatabaseStatus | null> {
    return Promise.resolve(this.#status);
  }
}
