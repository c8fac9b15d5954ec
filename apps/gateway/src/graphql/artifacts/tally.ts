import { type Actor, artifactsWhere } from '@bonded/core/access';
import type { ArtifactState, Prisma, PrismaClient } from '@bonded/database';

/** How many artifacts there are in each state, of those that the actor may see. */
export interface ArtifactTally {
  readonly released: number;
  readonly quarantined: number;
  readonly rejected: number;
  readonly totalSizeBytes: bigint;
}

const nothing: ArtifactTally = {
  released: 0,
  quarantined: 0,
  rejected: 0,
  totalSizeBytes: 0n,
};

/** A recalled artifact was released once and is blocked now: it counts with the rejected ones. */
const columnOf: Partial<Record<ArtifactState, 'released' | 'quarantined' | 'rejected'>> = {
  RELEASED: 'released',
  QUARANTINED: 'quarantined',
  REJECTED: 'rejected',
  RECALLED: 'rejected',
};

interface StateRow {
  readonly repositoryId: string;
  readonly state: ArtifactState;
  readonly _count: number;
  readonly _sum: { readonly sizeBytes: bigint | null };
}

/** One tally for each repository, in the order of the ids. */
export async function tallyRepositories(
  prisma: PrismaClient,
  actor: Actor,
  ids: readonly string[],
): Promise<ArtifactTally[]> {
  const rows = await countStates(prisma, actor, { repositoryId: { in: [...ids] } });
  const byRepository = Map.groupBy(rows, (row) => row.repositoryId);
  return ids.map((id) => sum(byRepository.get(id) ?? []));
}

/** One tally for each project, in the order of the ids. */
export async function tallyProjects(
  prisma: PrismaClient,
  actor: Actor,
  ids: readonly string[],
): Promise<ArtifactTally[]> {
  const within = { projectId: { in: [...ids] } };
  const [rows, repositories] = await Promise.all([
    countStates(prisma, actor, { repository: within }),
    prisma.repository.findMany({ where: within, select: { id: true, projectId: true } }),
  ]);
  const projectOf = new Map(
    repositories.map((repository) => [repository.id, repository.projectId]),
  );
  const byProject = Map.groupBy(rows, (row) => projectOf.get(row.repositoryId));
  return ids.map((id) => sum(byProject.get(id) ?? []));
}

/** Everything that the actor may see, in one tally. */
export async function tallyAll(prisma: PrismaClient, actor: Actor): Promise<ArtifactTally> {
  return sum(await countStates(prisma, actor, {}));
}

async function countStates(
  prisma: PrismaClient,
  actor: Actor,
  where: Prisma.ArtifactWhereInput,
): Promise<readonly StateRow[]> {
  const rows = await prisma.artifact.groupBy({
    by: ['repositoryId', 'state'],
    where: { AND: [where, artifactsWhere(actor)] },
    _count: true,
    _sum: { sizeBytes: true },
  });
  return rows;
}

function sum(rows: readonly StateRow[]): ArtifactTally {
  return rows.reduce<ArtifactTally>((tally, row) => {
    const column = columnOf[row.state];
    if (column === undefined) return tally;
    return {
      ...tally,
      [column]: tally[column] + row._count,
      totalSizeBytes: tally.totalSizeBytes + (row._sum.sizeBytes ?? 0n),
    };
  }, nothing);
}
