import { type Actor, authorise, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import {
  hiddenRepository,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';

const publishersMax = 1_000;

export interface Publisher {
  readonly username: string;
  readonly displayName: string;
}

/**
 * Who may publish to a repository by a role: known to those who may do so themselves, and to those
 * who may see who has which role. Errors: UNAUTHENTICATED, REPOSITORY_NOT_FOUND, ACCESS_DENIED.
 */
export async function listPublishers(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  repository: RepositoryWithProject,
): Promise<readonly Publisher[]> {
  const place = placeOfRepository(repository);
  if (!can(actor, 'binding:read', place)) {
    const resource = { kind: 'repository', name: repositoryPath(repository) };
    const hiddenAs = () => hiddenRepository(actor);
    await authorise(ports, actor, { action: 'artifact:publish', place, resource, hiddenAs });
  }
  return ports.database.prisma.user.findMany({
    where: {
      isDisabled: false,
      bindings: {
        some: {
          role: { actions: { has: 'artifact:publish' } },
          OR: [
            { scopeKind: 'GLOBAL' },
            { projectId: place.projectId },
            { repositoryId: place.repositoryId },
          ],
        },
      },
    },
    select: { username: true, displayName: true },
    orderBy: { username: 'asc' },
    take: publishersMax,
  });
}
