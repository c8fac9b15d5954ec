import { type Artifact, addJob, type Scan, type Tx, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { findArtifact } from '../catalogue/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';

const input = z.object({ id, note: z.string().trim().max(2000).optional() });

/**
 * Asks for a new scan. The old verdict stands until it is over. Errors: ARTIFACT_NOT_FOUND,
 * ACCESS_DENIED.
 */
export async function rescanArtifact(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<{ readonly artifact: Artifact; readonly scan: Scan }> {
  const wanted = parseInput(input, raw);
  const { artifact, place, resource } = await findArtifact(ports, actor, { id: wanted.id });
  await authorise(ports, actor, { action: 'scan:run', place, resource });
  const details = wanted.note === undefined ? {} : { note: wanted.note };
  return transact(ports.database, async (tx) => {
    const wish = { requestedById: actor.userId, isUrgent: true };
    const scan = await requestScan(tx, artifact.id, wish);
    await recordAudit(tx, actor, { action: 'artifact.rescan', resource, place, details });
    return { artifact, scan };
  });
}

export interface ScanWish {
  /** Null when no person asked. */
  readonly requestedById: string | null;
  /** Somebody waits for it: a publisher, or whoever asked. The others come when there is time. */
  readonly isUrgent: boolean;
}

/** Graphile Worker takes the lowest first. */
const whenThereIsTime = 10;

/** Puts a scan on the worker's list, or the one that waits there already to the front of it. */
export async function requestScan(tx: Tx, artifactId: string, wish: ScanWish): Promise<Scan> {
  const { requestedById, isUrgent } = wish;
  const scan =
    (await waitingScan(tx, artifactId)) ??
    (await tx.scan.create({
      data: { id: newId(), artifactId, status: 'NOT_SCANNED', scanner: '', requestedById },
    }));
  await addJob(
    tx,
    'scan_artifact',
    { scanId: scan.id },
    { jobKey: `scan:${artifactId}`, priority: isUrgent ? 0 : whenThereIsTime },
  );
  return scan;
}

/** Locked, so that it cannot begin before what it is to see is committed. */
async function waitingScan(tx: Tx, artifactId: string): Promise<Scan | null> {
  const [waiting] = await tx.$queryRaw<{ readonly id: string }[]>`
    SELECT id FROM scans
    WHERE artifact_id = ${artifactId}::uuid AND started_at IS NULL AND finished_at IS NULL
    ORDER BY created_at DESC LIMIT 1 FOR UPDATE`;
  return waiting === undefined ? null : tx.scan.findUnique({ where: { id: waiting.id } });
}
