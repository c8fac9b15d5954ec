import type { Database } from '@bonded/database';
import type { AdvisoryIndex, AdvisoryRow, DatabaseStatus } from '@bonded/scanner/advisories';
import { newestImport } from './advisory-database.ts';
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
    const { prisma } = this.#database;
    const newest = await newestImport(prisma);
    if (newest === null || newest.finishedAt === null) return null;
    // Every scan asks: counting them all would be most of its work.
    const first = await prisma.advisory.findFirst({ select: { id: true } });
    return { importedAt: newest.finishedAt, version: newest.id, isEmpty: first === null };
  }
}
