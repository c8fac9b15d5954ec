import { type Artifact, type Repository, type Scan, type Tx, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Finding, Severity } from '@bonded/scanner';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { isAtLeast } from './clear.ts';
import type { SubjectArtifact } from './scan-subject.ts';
import { isOwn, type ScanOutcome } from './scan-with.ts';
import { lockArtifact, settleArtifact } from './settle-artifact.ts';

interface Finished {
  readonly scan: Scan;
  readonly artifact: SubjectArtifact;
  readonly outcome: ScanOutcome;
}

/** Writes down what a scan found and settles the artifact by it, in one transaction. */
export async function finishScan(
  ports: Pick<Ports, 'database' | 'clock'>,
  actor: Actor,
  { scan, artifact, outcome }: Finished,
): Promise<void> {
  const finishedAt = ports.clock.now();
  const { id: artifactId, packageId, repository } = artifact;
  const ids = { projectId: repository.projectId, repositoryId: repository.id };
  await transact(ports.database, async (tx) => {
    await lockArtifact(tx, artifactId);
    const { findings: _, ...columns } = outcome;
    await tx.scan.update({ where: { id: scan.id }, data: { ...columns, finishedAt } });
    const isLastWord = !(await isOvertaken(tx, scan, artifact));
    const scanned = { scanId: scan.id, artifact, outcome, finishedAt };
    if (isLastWord) await writeSummary(tx, scanned);
    await recordScan(tx, actor, scanned);
    await settleArtifact(tx, actor, artifactId);
    announce(tx, { type: 'package.changed', ...ids, packageId });
  });
}

export interface Scanned {
  readonly scanId: string;
  readonly artifact: ScannedArtifact;
  readonly outcome: ScanOutcome;
  readonly finishedAt: Date;
}

interface ScannedArtifact extends Pick<Artifact, 'id'> {
  readonly repository: Pick<Repository, 'id' | 'projectId'>;
}

/** What a scan that is over leaves behind, whoever ran it: findings, audit event, announcement. */
export async function recordScan(
  tx: Tx,
  actor: Actor,
  { scanId, artifact, outcome }: Scanned,
): Promise<void> {
  const { findings, status, scanner } = outcome;
  const { id: repositoryId, projectId } = artifact.repository;
  if (findings.length > 0) {
    await tx.finding.createMany({ data: findings.map((found) => findingRow(scanId, found)) });
  }
  await recordAudit(tx, actor, {
    action: 'scan.finish',
    resource: { kind: 'scan', id: scanId, name: artifact.id },
    place: { kind: 'repository', projectId, repositoryId },
    details: { status, findings: findings.length, scanner },
  });
  announceScan(tx, artifact, scanId);
}

/** Puts the last word on an artifact where lists show it. */
export async function writeSummary(
  tx: Tx,
  { artifact, outcome, finishedAt }: Scanned,
): Promise<void> {
  const data = { scanStatus: outcome.status, ...summaryOf(outcome, finishedAt) };
  await tx.artifact.update({ where: { id: artifact.id }, data });
}

/**
 * Two scans of one artifact may run at once; the one that was asked for later has the last word.
 * One that began before the files changed has no word about them at all.
 */
async function isOvertaken(tx: Tx, scan: Scan, seen: SubjectArtifact): Promise<boolean> {
  const { contentAt } = await tx.artifact.findUniqueOrThrow({ where: { id: seen.id } });
  if (contentAt.getTime() !== seen.contentAt.getTime()) return true;
  const { artifactId, createdAt } = scan;
  const later = { artifactId, finishedAt: { not: null }, createdAt: { gt: createdAt } };
  return (await tx.scan.count({ where: later, take: 1 })) > 0;
}

function findingRow(scanId: string, found: Finding) {
  return {
    ...found,
    id: newId(),
    scanId,
    aliases: [...found.aliases],
    fixedIn: [...found.fixedIn],
  };
}

/** What lists show. A scan that failed and found nothing has not looked: what was known stays. */
function summaryOf({ status, findings }: ScanOutcome, scannedAt: Date) {
  if (status !== 'SCANNED' && findings.length === 0) return {};
  const own = findings.filter(isOwn);
  const count = (severity: Severity) => own.filter((found) => found.severity === severity).length;
  return {
    scannedAt,
    criticalCount: count('critical'),
    highCount: count('high'),
    mediumCount: count('medium'),
    lowCount: count('low'),
    malwareCount: own.filter((found) => found.kind === 'malware').length,
    worstSeverity: own.reduce<Severity>(
      (worst, found) => (isAtLeast(found.severity, worst) ? found.severity : worst),
      'none',
    ),
  };
}

export function announceScan(tx: Tx, artifact: ScannedArtifact, scanId: string): void {
  const { id: artifactId, repository } = artifact;
  const { projectId, id: repositoryId } = repository;
  announce(tx, { type: 'scan.changed', projectId, repositoryId, artifactId, scanId });
}
