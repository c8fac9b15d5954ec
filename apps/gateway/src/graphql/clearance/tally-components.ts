import type { PrismaClient } from '@bonded/database';

/** Of how many parts an artifact is made, and in how many the newest scan found something. */
export interface ComponentTally {
  readonly bundled: number;
  readonly dependency: number;
  readonly affected: number;
}

interface Row extends ComponentTally {
  readonly id: string;
}

/** One tally for each artifact, in the order of the ids. */
export async function tallyComponents(
  prisma: PrismaClient,
  ids: readonly string[],
): Promise<ComponentTally[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    WITH finished AS (
      SELECT DISTINCT ON (artifact_id) artifact_id, id FROM scans
      WHERE artifact_id = ANY (${[...ids]}::uuid[]) AND status = 'SCANNED'
      ORDER BY artifact_id, created_at DESC, id DESC
    ), found AS (
      SELECT DISTINCT artifact_id, component_purl AS purl
      FROM findings JOIN finished ON findings.scan_id = finished.id
    )
    SELECT components.artifact_id AS id,
      count(*) FILTER (WHERE relation = 'bundled')::int AS bundled,
      count(*) FILTER (WHERE relation = 'dependency')::int AS dependency,
      count(*) FILTER (WHERE relation <> 'self' AND found.purl IS NOT NULL)::int AS affected
    FROM components
    LEFT JOIN found ON found.artifact_id = components.artifact_id AND found.purl = components.purl
    WHERE components.artifact_id = ANY (${[...ids]}::uuid[])
    GROUP BY 1`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? { bundled: 0, dependency: 0, affected: 0 });
}
