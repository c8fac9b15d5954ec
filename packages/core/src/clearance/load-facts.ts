import type { Artifact, Tx } from '@bonded/database';
import type { Severity } from '@bonded/scanner';
import { type ClearanceFacts, isAtLeast, type JudgedFinding, type Review } from './clear.ts';

/** More findings than this say nothing more: the artifact is long blocked. */
const findingsMax = 200;

type Reader = Pick<Tx, 'scan' | 'finding' | 'decision'>;

/** Gathers what `clear` judges. Reads only, so a transaction or the plain client will do. */
export async function loadFacts(
  tx: Reader,
  artifact: Pick<Artifact, 'id' | 'state' | 'scanStatus'>,
): Promise<ClearanceFacts> {
  return {
    state: artifact.state,
    scanStatus: artifact.scanStatus,
    findings: await loadFindings(tx, artifact.id),
    review: await loadReview(tx, artifact.id),
  };
}

async function loadFindings(tx: Reader, artifactId: string): Promise<readonly JudgedFinding[]> {
  const scan = await tx.scan.findFirst({
    where: { artifactId, status: 'SCANNED' },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  if (scan === null) return [];
  const rows = await tx.finding.findMany({
    where: { scanId: scan.id, relation: { in: ['self', 'bundled'] } },
    orderBy: [{ kind: 'asc' }, { score: { sort: 'desc', nulls: 'last' } }, { advisoryId: 'asc' }],
    take: findingsMax,
    select: { advisoryId: true, kind: true, severity: true },
  });
  // NOTE: kind and severity were written from the scanner's own types.
  const findings = rows as JudgedFinding[];
  return findings.toSorted((a, b) => compareSeverity(b.severity, a.severity));
}

function compareSeverity(a: Severity, b: Severity): number {
  if (a === b) return 0;
  return isAtLeast(a, b) ? 1 : -1;
}

async function loadReview(tx: Reader, artifactId: string): Promise<Review | null> {
  const row = await tx.decision.findFirst({
    where: { artifactId, kind: 'REVIEW' },
    orderBy: { createdAt: 'desc' },
    select: { effect: true, number: true, note: true, facts: true, user: true },
  });
  if (row === null || row.effect === 'HOLD') return null;
  // NOTE: a review's facts are a ClearanceFacts written by `decide`.
  const facts = row.facts as unknown as ClearanceFacts;
  return {
    effect: row.effect,
    number: row.number,
    note: row.note ?? '',
    by: row.user?.displayName ?? 'a former user',
    acknowledged: facts.findings.map((finding) => finding.advisoryId),
  };
}
