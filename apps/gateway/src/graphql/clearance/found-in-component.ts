import type { PrismaClient } from '@bonded/database';

export interface ComponentKey {
  readonly artifactId: string;
  readonly purl: string;
}

/** What the newest finished scan of an artifact found in one of its components. */
export interface FoundInComponent {
  readonly count: number;
  readonly isMalicious: boolean;
  readonly worstSeverity: string;
  readonly advisoryIds: readonly string[];
}

const advisoriesShown = 3;

/** One answer for each component, in their order. */
export async function loadComponentFindings(
  prisma: PrismaClient,
  keys: readonly ComponentKey[],
): Promise<(FoundInComponent | null)[]> {
  const rows = await prisma.$queryRaw<(ComponentKey & FoundInComponent)[]>`
    WITH finished AS (
      SELECT DISTINCT ON (artifact_id) artifact_id, id FROM scans
      WHERE artifact_id = ANY (${keys.map((key) => key.artifactId)}::uuid[]) AND status = 'SCANNED'
      ORDER BY artifact_id, created_at DESC, id DESC
    )
    SELECT finished.artifact_id AS "artifactId", component_purl AS purl, count(*)::int AS count,
      bool_or(kind = 'malware') AS "isMalicious",
      (array_agg(severity ORDER BY
        array_position(ARRAY['critical', 'high', 'medium', 'low'], severity)))[1]
        AS "worstSeverity",
      (array_agg(advisory_id ORDER BY kind, score DESC NULLS LAST, findings.id))
        [1:${advisoriesShown}::int] AS "advisoryIds"
    FROM findings JOIN finished ON findings.scan_id = finished.id
    WHERE component_purl = ANY (${keys.map((key) => key.purl)})
    GROUP BY 1, 2`;
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(keyOf(key)) ?? null);
}

/** The same for the same component. */
export function keyOf({ artifactId, purl }: ComponentKey): string {
  return `${artifactId} ${purl}`;
}
