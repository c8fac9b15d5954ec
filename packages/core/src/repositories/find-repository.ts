import type { Repository } from '@bonded/database';
import { type AppError, isId } from '@bonded/kernel';
import { type Actor, can, type Place, unauthenticated } from '../access/index.ts';
import type { RepositoryWithProject } from '../caches/index.ts';
import type { Ports } from '../ports.ts';
import { repositoryNotFound } from './errors.ts';

export type { RepositoryWithProject };

export function placeOfRepository(
  repository: Pick<Repository, 'id' | 'projectId' | 'isPublic'>,
): Extract<Place, { kind: 'repository' }> & { readonly isPublic: boolean } {
  return {
    kind: 'repository',
    projectId: repository.projectId,
    repositoryId: repository.id,
    isPublic: repository.isPublic,
  };
}

/** `project/repository`, as people and addresses write it. */
export function repositoryPath(repository: RepositoryWithProject): string {
  return `${repository.project.slug}/${repository.slug}`;
}

export type RepositoryKey =
  | { readonly id: string }
  | { readonly project: string; readonly repository: string };

/** Finds by id or by slugs, whoever asks. Only for callers that judge access themselves. */
export function loadRepository(
  ports: Pick<Ports, 'database'>,
  by: RepositoryKey,
): Promise<RepositoryWithProject | null> {
  if ('id' in by && !isId(by.id)) return Promise.resolve(null);
  const where = 'id' in by ? { id: by.id } : { slug: by.repository, project: { slug: by.project } };
  return ports.database.prisma.repository.findFirst({ where, include: { project: true } });
}

/**
 * The answer for a repository that the actor may not see. It is the same as for one that is not
 * there, so that names cannot be guessed: somebody not signed in is asked to sign in, in both
 * cases.
 */
export function hiddenRepository(actor: Actor): AppError {
  if (actor.kind === 'anonymous') return unauthenticated('Sign in to see this repository.');
  return repositoryNotFound('There is no such repository, or you may not see it.');
}

/** Finds a repository that the actor may see. Errors: REPOSITORY_NOT_FOUND, UNAUTHENTICATED. */
export async function findRepository(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  by: RepositoryKey,
): Promise<RepositoryWithProject> {
  const repository = await loadRepository(ports, by);
  if (repository === null || !can(actor, 'repository:read', placeOfRepository(repository))) {
    throw hiddenRepository(actor);
  }
  return repository;
}
