import type { Database } from '@bonded/database';
import type { AdvisoryRange, AdvisoryRow } from '@bonded/scanner/advisories';

/** What the matcher reads, and what people are shown of it. */
export interface StoredAdvisoryRow extends AdvisoryRow {
  readonly advisory: AdvisoryRow['advisory'] & {
    readonly references: readonly string[];
    readonly publishedAt: Date | null;
  };
}

/**
 * Every row of these packages that is in force. Names are as `normalisePackageName` spells them.
 */
export async function findAdvisoryRows(
  database: Database,
  ecosystem: string,
  packageNames: readonly string[],
): Promise<readonly StoredAdvisoryRow[]> {
  const rows = await database.prisma.advisoryAffected.findMany({
    where: { ecosystem, packageName: { in: [...packageNames] }, advisory: { withdrawnAt: null } },
    select: {
      ecosystem: true,
      packageName: true,
      versions: true,
      ranges: true,
      // Never the details: they are long, and nobody who matches reads them.
      advisory: {
        select: {
          id: true,
          kind: true,
          severity: true,
          aliases: true,
          summary: true,
          score: true,
          withdrawnAt: true,
          references: true,
          publishedAt: true,
        },
      },
    },
  });
  return rows.map(({ advisory: { withdrawnAt, ...advisory }, ...row }) => ({
    ...row,
    // NOTE: written from the scanner's own types by the import; the columns say less.
    ranges: row.ranges as unknown as readonly AdvisoryRange[],
    // NOTE: the same is true of kind and severity.
    advisory: { ...advisory, withdrawn: withdrawnAt } as StoredAdvisoryRow['advisory'],
  }));
}
