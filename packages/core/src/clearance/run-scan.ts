import { type Scan, transact } from '@bonded/database';
import { AppError } from '@bonded/kernel';
import type { Finding, ScanReport, ScanSubject } from '@bonded/scanner';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { isAtLeast } from './clear.ts';
import { announceScan, finishScan, isOwn, type ScanOutcome } from './finish-scan.ts';
import { loadSubject, type SubjectArtifact } from './scan-subject.ts';

type ScanPorts = Pick<Ports, 'database' | 'blobs' | 'scanners' | 'clock'>;

/** No artifact holds more findings than this; a report beyond it keeps the worst. */
const findingsMax = 5_000;

/**
 * Runs one scan by every scanner that has something to say, and settles the artifact by what they
 * found.
 * A scanner that fails makes the scan FAILED, and none that can speak leaves it NOT_SCANNED:
 * neither is clean.
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
  const outcome = await scanBy(ports, subject, signal);
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
    await announceScan(tx, artifact, scan.id);
    return artifact;
  });
}

async function scanBy(
  ports: ScanPorts,
  subject: ScanSubject,
  signal: AbortSignal,
): Promise<ScanOutcome> {
  const able = ports.scanners.filter((scanner) => scanner.canScan(subject));
  const scanner = able.map(({ name }) => name).join(', ');
  const nothing = { scanner, databaseVersion: null, findings: [] };
  if (able.length === 0) {
    return { ...nothing, status: 'NOT_SCANNED', error: 'No scanner knows this kind of artifact.' };
  }
  try {
    const reports: ScanReport[] = [];
    for (const each of able) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(each.timeoutMs)]);
      reports.push(await each.scan(subject, limit));
    }
    const unjudged = reports.flatMap((report) => report.unjudged.filter(isOwn));
    return {
      // "No telling" about the artifact itself is not "nothing found".
      status: unjudged.length === 0 ? 'SCANNED' : 'FAILED',
      scanner,
      databaseVersion: reports.map((report) => report.databaseVersion).join(', '),
      error: unjudged.length === 0 ? null : `Could not judge ${unjudged[0]?.componentPurl}.`,
      findings: worstFirst(reports.flatMap((report) => report.findings)).slice(0, findingsMax),
    };
  } catch (error) {
    // Shutting down is not the scan's failure: the job stays and is taken up again.
    signal.throwIfAborted();
    const message = error instanceof AppError ? error.message : 'The scanner failed.';
    return { ...nothing, status: 'FAILED', error: message };
  }
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => {
    if (a.kind !== b.kind) return a.kind === 'malware' ? -1 : 1;
    if (a.severity !== b.severity) return isAtLeast(a.severity, b.severity) ? -1 : 1;
    return a.advisoryId.localeCompare(b.advisoryId);
  });
}
