import { type Artifact, shareTurn, type Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { NameScanner, ScanComponent, Scanner, ScanOutline } from '@bonded/scanner';
import { serviceActor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import { advisoryEdition, importTurn } from './advisory-edition.ts';
import { recordScan, writeSummary } from './finish-scan.ts';
import { componentKey } from './scan-subject.ts';
import { type ScanOutcome, scanWith } from './scan-with.ts';

/** What was found before there was an artifact, in what, and which advisories said so. */
export interface EarlyScan {
  readonly outcome: ScanOutcome;
  readonly components: readonly ScanComponent[];
  readonly edition: string;
  readonly startedAt: Date;
}

/** More are a job's: they would keep the process from everybody else. */
export const componentsAheadMax = 200;

const scanner = serviceActor('scanner', []);

/**
 * Scans what is about to be published, where names say all that scanners look at: whoever waits for
 * the verdict then waits for no job. Null where a job must do it, for bytes are to be read, for
 * there are too many names, or because advisories are being imported.
 */
export async function scanAhead(
  { database, scanners, clock }: Pick<Ports, 'database' | 'scanners' | 'clock'>,
  outline: ScanOutline,
  signal: AbortSignal,
): Promise<EarlyScan | null> {
  const able = scanners.filter((each) => each.canScan(outline));
  if (!able.every(isNameScanner) || outline.components.length > componentsAheadMax) return null;
  const edition = await advisoryEdition(database.prisma);
  if (edition === null) return null;
  const startedAt = clock.now();
  const outcome = await scanWith(able, outline, signal);
  return { startedAt, edition, outcome, components: outline.components };
}

function isNameScanner(each: Scanner): each is NameScanner {
  return each.looksAt === 'names';
}

export interface EarlyScanned {
  readonly artifact: Pick<Artifact, 'id'>;
  /** False where it may have more in it than what is published now. */
  readonly isNew: boolean;
  readonly repository: RepositoryWithProject;
  readonly early: EarlyScan;
}

/**
 * Writes an early scan down as the artifact's newest; false, and nothing is written, where it may
 * not be true, or not of all that is in the artifact. An import asks for new scans of what it
 * concerns, and cannot see what is not committed: none begins between this look and the commit.
 */
export async function writeEarlyScan(
  tx: Tx,
  { artifact: { id: artifactId }, isNew, repository, early }: EarlyScanned,
): Promise<boolean> {
  await shareTurn(tx, importTurn);
  if ((await advisoryEdition(tx)) !== early.edition) return false;
  if (!isNew && !(await coversAll(tx, artifactId, early))) return false;
  const { startedAt, outcome } = early;
  const { findings: _, ...columns } = outcome;
  const finishedAt = new Date();
  const scanId = newId();
  await tx.scan.create({ data: { ...columns, id: scanId, artifactId, startedAt, finishedAt } });
  const scanned = { scanId, artifact: { id: artifactId, repository }, outcome, finishedAt };
  await writeSummary(tx, scanned);
  await recordScan(tx, scanner, scanned);
  return true;
}

async function coversAll(
  tx: Pick<Tx, 'component'>,
  artifactId: string,
  { components }: EarlyScan,
): Promise<boolean> {
  const rows = await tx.component.findMany({
    where: { artifactId },
    select: { purl: true, relation: true },
  });
  const covered = new Set(components.map(componentKey));
  return rows.every((row) => covered.has(componentKey(row)));
}
