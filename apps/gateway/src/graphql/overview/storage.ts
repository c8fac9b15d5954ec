import { type Actor, artifactsWhere } from '@bonded/core/access';
import type { PrismaClient, Project } from '@bonded/database';

export interface ProjectStorage {
  readonly project: Project;
  readonly sizeBytes: bigint;
}

/** The chart shows the largest ones. */
const projectsMax = 50;

/** What the artifacts that the actor may see take up, by project, largest first. */
export async function storagePerProject(
  prisma: PrismaClient,
  actor: Actor,
): Promise<ProjectStorage[]> {
  const sums = await prisma.artifact.groupBy({
    by: ['repositoryId'],
    where: artifactsWhere(actor),
    _sum: { sizeBytes: true },
  });
  const repositories = await prisma.repository.findMany({
    where: { id: { in: sums.map((row) => row.repositoryId) } },
    select: { id: true, project: true },
  });
  const projectOf = new Map(repositories.map((row) => [row.id, row.project]));
  const storage = new Map<string, ProjectStorage>();
  for (const { repositoryId, _sum } of sums) {
    const project = projectOf.get(repositoryId);
    if (project === undefined) continue;
    const before = storage.get(project.id)?.sizeBytes ?? 0n;
    storage.set(project.id, { project, sizeBytes: before + (_sum.sizeBytes ?? 0n) });
  }
  return [...storage.values()]
    .toSorted((one, other) => Number(other.sizeBytes - one.sizeBytes))
    .slice(0, projectsMax);
}
