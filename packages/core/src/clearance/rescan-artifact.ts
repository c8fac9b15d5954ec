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
    const scan = await requestScan(tx, artifact.id, actor.userId);
    await recordAudit(tx, actor, { action: 'artifact.rescan', resource, place, details });
    return { artifact, scan };
  });
}

/** Puts a scan on the worker's list. A second wish for the same artifact replaces a waiting one. */
export async function requestScan(
  tx: Tx,
  artifactId: string,
  requestedById: string | null,
): Promise<Scan> {
  const data = {
    id: newId(),
    artifactId,
    status: 'NOT_SCANNED',
    scanner: '',
    requestedById,
  } as const;
  const scan = await tx.scan.create({ data });
  await addJob(tx, 'scan_artifact', { scanId: scan.id }, { jobKey: `scan:${artifactId}` });
  return scan;
}
