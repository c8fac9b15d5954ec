import {
  type Actor,
  anonymousActor,
  authorise,
  can,
  globalScope,
  noOrigin,
} from '../access/index.ts';
import { loadGrants, normaliseUsername, userNotFound } from '../identity/index.ts';
import type { Ports } from '../ports.ts';
import {
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';

/** Somebody else, for whom something is asked. */
export type Caller = { readonly user: string } | 'anonymous';

interface CallerWish {
  readonly repository: RepositoryWithProject;
  readonly as: Caller;
}

/**
 * Whether an actor may hear what a repository says to somebody else: that tells who may read it,
 * which is what bindings tell. What it says to nobody in particular, anybody can find out.
 */
export function mayExplain(actor: Actor, { repository, as }: CallerWish): boolean {
  return as === 'anonymous' || can(actor, 'binding:read', placeOfRepository(repository));
}

/**
 * Somebody else as they would ask, by their own rights. A name that nobody has is told to who may
 * see users; for the others it is somebody without rights. Errors: ACCESS_DENIED, USER_NOT_FOUND.
 */
export async function findCaller(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  { repository, as }: CallerWish,
): Promise<Actor> {
  if (as === 'anonymous') return anonymousActor(noOrigin);
  const { id } = repository;
  await authorise(ports, actor, {
    action: 'binding:read',
    place: placeOfRepository(repository),
    resource: { kind: 'repository', id, name: repositoryPath(repository) },
  });
  const username = normaliseUsername(as.user);
  const user = await ports.database.prisma.user.findUnique({ where: { username } });
  if (user === null && can(actor, 'user:read', globalScope)) {
    throw userNotFound('There is no such user.');
  }
  const isKnown = user !== null && !user.isDisabled;
  return {
    ...anonymousActor(noOrigin),
    kind: 'user',
    userId: user?.id ?? null,
    name: username,
    grants: isKnown ? await loadGrants(ports.database, user.id) : [],
  };
}
