import { type AdvisoryImport, type Prisma, transact } from '@bonded/database';
import { AppError, newId } from '@bonded/kernel';
import {
  isPackageEcosystem,
  type NormalisedAdvisory,
  normaliseAdvisory,
  readDatabase,
} from '@bonded/scanner/advisories';
import type { Ports } from '../ports.ts';
import { type AdvisorySourceOptions, openAdvisorySource } from './advisory-source.ts';
import { rescanAffected } from './rescan-affected.ts';

export interface AdvisoryImportPorts
  extends Pick<Ports, 'database' | 'blobs' | 'clock'>,
    AdvisorySourceOptions {}

/** Records written in one transaction. */
const batchSize = 200;

/**
 * Carries out an import: reads record by record, writes in batches what is new or newer, then has
 * every artifact scanned again that the change may concern. Run again after a crash it picks up
 * where it matters:
 * what is written already is skipped as not newer.
 */
export async function runAdvisoryImport(
  ports: AdvisoryImportPorts,
  input: { readonly importId: string },
  signal: AbortSignal,
): Promise<void> {
  const { prisma } = ports.database;
  const row = await prisma.advisoryImport.findUnique({ where: { id: input.importId } });
  if (row === null || row.finishedAt !== null) return;
  try {
    const counts = await readInto(ports, row, signal);
    const finishedAt = ports.clock.now();
    await prisma.advisoryImport.update({ where: { id: row.id }, data: { ...counts, finishedAt } });
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof AppError ? error.message : 'The import failed.';
    const data = { error: message, finishedAt: ports.clock.now() };
    await prisma.advisoryImport.update({ where: { id: row.id }, data });
    if (!(error instanceof AppError)) throw error;
    return;
  }
  await rescanAffected(ports, { since: row.startedAt }, signal);
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
    await writeBatch(ports, batch);
    batch = [];
  }
  await writeBatch(ports, batch);
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

async function writeBatch(
  ports: AdvisoryImportPorts,
  batch: readonly NormalisedAdvisory[],
): Promise<void> {
  if (batch.length === 0) return;
  const importedAt = ports.clock.now();
  await transact(ports.database, async (tx) => {
    const known = await tx.advisory.findMany({
      where: { id: { in: batch.map(({ advisory }) => advisory.id) } },
      select: { id: true, modifiedAt: true },
    });
    const modified = new Map(known.map((row) => [row.id, row.modifiedAt.getTime()]));
    const newer = batch.filter(
      ({ advisory }) => (modified.get(advisory.id) ?? -1) < advisory.modified.getTime(),
    );
    const ids = newer.map(({ advisory }) => advisory.id);
    await tx.advisory.deleteMany({ where: { id: { in: ids } } });
    await tx.advisory.createMany({
      data: newer.map((entry) => advisoryRow(entry, importedAt)),
      skipDuplicates: true,
    });
    await tx.advisoryAffected.createMany({ data: newer.flatMap(affectedRows) });
  });
}

function advisoryRow({ advisory }: NormalisedAdvisory, importedAt: Date) {
  const { modified, published, withdrawn, aliases, references, ...rest } = advisory;
  return {
    ...rest,
    aliases: [...aliases],
    references: [...references],
    modifiedAt: modified,
    publishedAt: published,
    withdrawnAt: withdrawn,
    importedAt,
  };
}

function affectedRows({ advisory, affected }: NormalisedAdvisory) {
  return affected.map((entry) => ({
    id: newId(),
    advisoryId: advisory.id,
    ecosystem: entry.ecosystem,
    packageName: entry.packageName,
    // NOTE: ranges are plain data; only an index signature is missing from their type.
    ranges: entry.ranges as unknown as Prisma.InputJsonArray,
    versions: [...entry.versions],
  }));
}
