import { type Prisma, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { NormalisedAdvisory } from '@bonded/scanner/advisories';
import type { Ports } from '../ports.ts';

/**
 * Writes of a batch what is new or newer, in one transaction: whoever reads meanwhile sees each
 * advisory as it was or as it is.
 */
export async function storeAdvisories(
  ports: Pick<Ports, 'database' | 'clock'>,
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
    const newer = newestOfEach(batch).filter(
      ({ advisory }) => (modified.get(advisory.id) ?? -1) < advisory.modified.getTime(),
    );
    const ids = newer.map(({ advisory }) => advisory.id);
    await tx.advisory.deleteMany({ where: { id: { in: ids } } });
    await tx.advisory.createMany({ data: newer.map((entry) => advisoryRow(entry, importedAt)) });
    await tx.advisoryAffected.createMany({ data: newer.flatMap(affectedRows) });
  });
}

/**
 * A folder may hold an advisory twice. Of two editions the newer one speaks, never half of both.
 */
function newestOfEach(batch: readonly NormalisedAdvisory[]): readonly NormalisedAdvisory[] {
  const oldestFirst = batch.toSorted(
    (left, right) => left.advisory.modified.getTime() - right.advisory.modified.getTime(),
  );
  return [...new Map(oldestFirst.map((entry) => [entry.advisory.id, entry])).values()];
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
