import type { Database } from '@bonded/database';
import type { AdvisoryIndex, AdvisoryRow, DatabaseStatus } from '@bonded/scanner/advisories';
import { advisoryDatabase } from './advisory-database.ts';
import { findAdvisoryRows } from './advisory-rows.ts';

/** The imported advisories, as the OSV matcher asks for them. */
export class DatabaseAdvisoryIndex implements AdvisoryIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(
    ecosystem: string,
    packageNames: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly AdvisoryRow[]> {
    signal.throwIfAborted();
    return findAdvisoryRows(this.#database, ecosystem, packageNames);
  }

  async status(signal: AbortSignal): Promise<DatabaseStatus | null> {
    signal.throwIfAborted();
    const { isReady, importedAt, recordCount, version } = await advisoryDatabase({
      database: this.#database,
    });
    return isReady && importedAt !== null ? { importedAt, version, recordCount } : null;
  }
}
