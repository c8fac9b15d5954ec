import { Prisma, type Tx, transact, type VcsSource } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { VcsRef } from '@bonded/vcs';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import type { ReadRef } from './read-ref.ts';

/** A ref, and what was read of it. */
export interface RefOutcome {
  readonly ref: VcsRef;
  readonly committedAt: Date | null;
  readonly read: ReadRef;
}

export interface RefChanges {
  readonly source: VcsSource;
  readonly repository: RepositoryWithProject;
  readonly outcomes: readonly RefOutcome[];
  /** By their ids. */
  readonly gone: readonly string[];
}

/** Writes what changed and says so, in one transaction: no reader sees half of it. */
export async function storeRefs(
  { database }: Pick<Ports, 'database'>,
  { source, repository, outcomes, gone }: RefChanges,
): Promise<void> {
  if (outcomes.length === 0 && gone.length === 0) return;
  await transact(database, async (tx) => {
    await tx.vcsRef.deleteMany({ where: { id: { in: [...gone] } } });
    for (const outcome of outcomes) await upsertRef(tx, source.id, outcome);
    await touchPackage(tx, source, outcomes);
    const { id: repositoryId, projectId } = repository;
    const { packageId } = source;
    announce(tx, { type: 'package.changed', projectId, repositoryId, packageId });
  });
}

async function upsertRef(tx: Tx, sourceId: string, outcome: RefOutcome): Promise<void> {
  const { ref, committedAt, read } = outcome;
  const { kind, name, commit } = ref;
  const said = {
    commit,
    committedAt,
    version: read.version?.version ?? null,
    metadata: read.version?.metadata ?? Prisma.DbNull,
    licence: read.version?.licence ?? null,
    skipReason: read.reason,
  };
  await tx.vcsRef.upsert({
    where: { sourceId_kind_name: { sourceId, kind, name } },
    create: { id: newId(), sourceId, kind, name, ...said },
    update: said,
  });
}

/** Searches find a package by its description before anything of it was fetched. */
async function touchPackage(
  tx: Tx,
  { packageId }: VcsSource,
  outcomes: readonly RefOutcome[],
): Promise<void> {
  const newest = outcomes
    .filter(({ read }) => read.version !== null)
    .toSorted((a, b) => (b.committedAt?.getTime() ?? 0) - (a.committedAt?.getTime() ?? 0))
    .at(0);
  const description = newest?.read.version?.description;
  await tx.package.updateMany({
    where: { id: packageId },
    data: { updatedAt: new Date(), ...(description !== undefined && { description }) },
  });
}
