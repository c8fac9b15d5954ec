import type { Database } from '@bonded/database';
import type {
  AdvisoryIndex,
  AdvisoryRange,
  AdvisoryRow,
  DatabaseStatus,
} from '@bonded/scanner/osv';
import type { Finding, Severity } from '@bonded/scanner';
import { advisoryDatabase } from './advisory-database.ts';

/** The imported advisories, as the OSV matcher asks for them. */
export class DatabaseAdvisoryIndex implements AdvisoryIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(
    ecosystem: string,
    packageNames: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly AdvisoryRow[]> {
    signal.throwIfAborted();
    const rows = await this.#database.prisma.advisoryAffected.findMany({
      where: { ecosystem, packageName: { in: [...packageNames] }, advisory: { withdrawnAt: null } },
      include: { advisory: true },
    });
    return rows.map(({ advisory, ...row }) => ({
      ecosystem: row.ecosystem,
      packageName: row.packageName,
      versions: row.versions,
      // NOTE: these three were written from the scanner's own types by the import.
      ranges: row.ranges as unknown as readonly AdvisoryRange[],
      advisory: {
        id: advisory.id,
        kind: advisory.kind as Finding['kind'],
        severity: advisory.severity as Severity,
        aliases: advisory.aliases,
        summary: advisory.summary,
        score: advisory.score,
        withdrawn: advisory.withdrawnAt,
      },
    }));
  }

  async status(signal: AbortSignal): Promise<DatabaseStatus | null> {
    signal.throwIfAborted();
    const { isReady, importedAt, recordCount, version } = await advisoryDatabase({
      database: this.#database,
    });
    return isReady && importedAt !== null ? { importedAt, version, recordCount } : null;
  }
}
