import { type Scan, transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { announceScan, finishScan } from './finish-scan.ts';
import { loadSubject, type SubjectArtifact } from './scan-subject.ts';
import { scanWith } from './scan-with.ts';

type ScanPorts = Pick<Ports, 'database' | 'blobs' | 'scanners' | 'clock'>;

/**
 * Runs one scan by every scanner that has something to say, and settles the artifact by what they
 * found.
 */
export async function runScan(
  ports: ScanPorts,
  actor: Actor,
  input: { readonly scanId: string },
  signal: AbortSignal,
): Promise<void> {
  const scan = await ports.database.prisma.scan.findUnique({ where: { id: input.scanId } });
  if (scan === null || scan.finishedAt !== null) return;
  const artifact = await begin(ports, scan);
  if (artifact === null) return;
  const subject = loadSubject(ports, artifact);
  const able = ports.scanners.filter((scanner) => scanner.canScan(subject));
  const outcome = await scanWith(able, subject, signal);
  await finishScan(ports, actor, { scan, artifact, outcome });
}

async function begin(ports: ScanPorts, scan: Scan): Promise<SubjectArtifact | null> {
  return transact(ports.database, async (tx) => {
    const artifact = await tx.artifact.findFirst({
      where: { id: scan.artifactId, deletedAt: null },
      include: { repository: true, files: true, components: true },
    });
    if (artifact === null) return null;
    const startedAt = ports.clock.now();
    await tx.scan.update({ where: { id: scan.id }, data: { status: 'RUNNING', startedAt } });
    // A verdict that stands is not unsaid by asking again: only a first scan shows as running.
    if (artifact.scanStatus !== 'SCANNED') {
      await tx.artifact.update({ where: { id: artifact.id }, data: { scanStatus: 'RUNNING' } });
    }
    announceScan(tx, artifact, scan.id);
    return artifact;
  });
}
