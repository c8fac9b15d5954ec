import { type AdvisoryImport, transact } from '@bonded/database';
import { AppError } from '@bonded/kernel';
import {
  isPackageEcosystem,
  type NormalisedAdvisory,
  normaliseAdvisory,
  readDatabase,
} from '@bonded/scanner/advisories';
import { globalScope, serviceActor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { type AdvisorySourceOptions, openAdvisorySource } from './advisory-source.ts';
import { advisorySourceInvalid } from './errors.ts';
import { renewAdvisoryPages } from './renew-advisory-pages.ts';
import { rescanAffected } from './rescan-affected.ts';
import { storeAdvisories } from './store-advisories.ts';

export interface AdvisoryImportPorts
  extends Pick<Ports, 'database' | 'blobs' | 'egress' | 'clock'>,
    AdvisorySourceOptions {}

const importer = serviceActor('advisory-import', []);

/** One clock wrote when the import began, another when each advisory came in. */
const clockDifferenceMsMax = 5 * 60_000;

/** Records written in one transaction. */
const batchSize = 200;

/**
 * Carries out an import: reads record by record, writes in batches what is new or newer, then has
 * every artifact scanned again that the change may concern. Run again after a crash it picks up
 * where it matters: what is written already is skipped as not newer.
 */
export async function runAdvisoryImport(
  ports: AdvisoryImportPorts,
  input: { readonly importId: string },
  signal: AbortSignal,
): Promise<void> {
  const { prisma } = ports.database;
  const row = await prisma.advisoryImport.findUnique({ where: { id: input.importId } });
  if (row === null) return;
  const isGood = row.finishedAt === null ? await carryOut(ports, row, signal) : row.error === null;
  // Asked of a finished import too: the process may have died before it came to this.
  if (!isGood) return;
  const since = new Date(row.startedAt.getTime() - clockDifferenceMsMax);
  await rescanAffected(ports, { since }, signal);
}

async function carryOut(
  ports: AdvisoryImportPorts,
  row: AdvisoryImport,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const counts = await readInto(ports, row, signal);
    if (counts.importedCount === 0) {
      // Counted as an import it would make old knowledge look fresh.
      throw advisorySourceInvalid('There is no OSV record in this source.');
    }
    await finish(ports, row, { ...counts, error: null });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof AppError ? error.message : 'The import failed.';
    await finish(ports, row, { error: message });
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}

async function finish(
  ports: AdvisoryImportPorts,
  row: AdvisoryImport,
  outcome: { importedCount?: number; skippedCount?: number; error: string | null },
): Promise<void> {
  const finishedAt = ports.clock.now();
  await transact(ports.database, async (tx) => {
    await tx.advisoryImport.update({ where: { id: row.id }, data: { ...outcome, finishedAt } });
    // After a failed import too: what came in before it failed is known now.
    await renewAdvisoryPages(tx, finishedAt);
    await recordAudit(tx, importer, {
      action: outcome.error === null ? 'advisory.import-finish' : 'advisory.import-fail',
      resource: { kind: 'advisory-import', id: row.id, name: row.source },
      place: globalScope,
      details: outcome,
    });
  });
}

async function readInto(ports: AdvisoryImportPorts, row: AdvisoryImport, signal: AbortSignal) {
  await using source = await openAdvisorySource(ports, row.source, signal);
  let importedCount = 0;
  let skippedCount = 0;
  let batch: NormalisedAdvisory[] = [];
  for await (const entry of readDatabase(source.path, { signal })) {
    if ('skipped' in entry) {
      skippedCount += 1;
      continue;
    }
    importedCount += 1;
    batch.push(ours(normaliseAdvisory(entry.record)));
    if (batch.length < batchSize) continue;
    await storeAdvisories(ports, batch);
    batch = [];
  }
  await storeAdvisories(ports, batch);
  return { importedCount, skippedCount };
}

/**
 * Advisories of operating systems and the like concern none of our formats: their packages need no
 * place.
 */
function ours({ advisory, affected }: NormalisedAdvisory): NormalisedAdvisory {
  return {
    advisory,
    affected: affected.filter(({ ecosystem }) => isPackageEcosystem(ecosystem)),
  };
}
