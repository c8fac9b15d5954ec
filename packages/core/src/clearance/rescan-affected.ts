import { transact } from '@bonded/database';
import type { Ports } from '../ports.ts';
import { requestScan } from './rescan-artifact.ts';

const pageSize = 200;
/** A scan that waits longer than this has lost its job, and is asked for anew. */
const waitHoursMax = 24;

/**
 * Asks for a scan of every artifact whose verdict advisories imported since then may change: they
 * name one of its components, or they are what an earlier scan found in it and may say less by now
 * (narrowed, withdrawn). And of every one that never had a scan which succeeded. Returns how many.
 */
export async function rescanAffected(
  ports: Pick<Ports, 'database'>,
  input: { readonly since: Date },
  signal: AbortSignal,
): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  let asked = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await pageOfAffected(ports, input.since, after);
    await transact(ports.database, async (tx) => {
      for (const { id } of page)
        await requestScan(tx, id, { requestedById: null, isUrgent: false });
    });
    asked += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return asked;
    after = last.id;
  }
}

function pageOfAffected(
  ports: Pick<Ports, 'database'>,
  since: Date,
  after: string,
): Promise<readonly { readonly id: string }[]> {
  return ports.database.prisma.$queryRaw<{ id: string }[]>`
    SELECT artifact.id FROM artifacts artifact
    WHERE artifact.id > ${after}::uuid AND artifact.deleted_at IS NULL
    AND (
      artifact.scan_status <> 'SCANNED'
      OR EXISTS (
        SELECT 1 FROM components component
        JOIN advisory_affected affected
          ON affected.ecosystem = component.ecosystem AND affected.package_name = component.name
        JOIN advisories advisory ON advisory.id = affected.advisory_id
        WHERE component.artifact_id = artifact.id AND advisory.imported_at >= ${since}
      )
      OR EXISTS (
        SELECT 1 FROM scans scan
        JOIN findings finding ON finding.scan_id = scan.id
        JOIN advisories advisory ON advisory.id = finding.advisory_id
        WHERE scan.artifact_id = artifact.id AND advisory.imported_at >= ${since}
      )
    )
    AND NOT EXISTS (
      SELECT 1 FROM scans waiting
      WHERE waiting.artifact_id = artifact.id AND waiting.started_at IS NULL
        AND waiting.finished_at IS NULL
        AND waiting.created_at > now() - make_interval(hours => ${waitHoursMax}::int)
    )
    ORDER BY artifact.id
    LIMIT ${pageSize}`;
}
