import { projectsWhere, repositoriesWhere } from '@bonded/core/access';
import type { BondedEvent } from '@bonded/core/events';
import { projectNotFound } from '@bonded/core/projects';
import { repositoryNotFound } from '@bonded/core/repositories';
import type { GraphqlContext } from '../context.ts';

export interface WantedPlace {
  readonly project?: string | null | undefined;
  readonly repository?: string | null | undefined;
}

type Placed = Extract<BondedEvent, { projectId: string; repositoryId: string }>;

/**
 * A test for events of the place that the slugs name. Errors: PROJECT_NOT_FOUND,
 * REPOSITORY_NOT_FOUND.
 */
export async function eventsOf(
  { actor, prisma }: GraphqlContext,
  { project, repository }: WantedPlace,
): Promise<(event: Placed) => boolean> {
  if (project == null) return () => true;
  if (repository == null) {
    const row = await prisma.project.findFirst({
      where: { slug: project, AND: projectsWhere(actor) },
      select: { id: true },
    });
    if (row === null) throw projectNotFound('There is no such project.');
    return (event) => event.projectId === row.id;
  }
  const row = await prisma.repository.findFirst({
    where: { slug: repository, project: { slug: project }, AND: repositoriesWhere(actor) },
    select: { id: true },
  });
  if (row === null) throw repositoryNotFound('There is no such repository.');
  return (event) => event.repositoryId === row.id;
}
