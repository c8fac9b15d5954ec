import { LocalCache } from '@bonded/cache';
import type { Database } from '@bonded/database';
import {
  type Action,
  type Actor,
  type Grant,
  isAction,
  type Scope,
  scopeOf,
} from '../access/index.ts';
import type { EventBus } from '../events/index.ts';

/** An actor without the request it came with: what may be kept between requests. */
export type Principal = Omit<Actor, 'origin'> & {
  /** When the credential itself ends. */
  readonly expiresAt: Date | null;
};

/** A lost notification delays a revocation by this much at most (D3.11). */
const ttlMs = 5_000;
const principalsMax = 50_000;

/** Makes the cache of principals and empties it whenever anybody's access changes. */
export function createPrincipalCache(events: EventBus): LocalCache<Principal> {
  const cache = new LocalCache<Principal>({ entriesMax: principalsMax, ttlMs });
  events.onGap(() => cache.clear());
  events.subscribe((event) => {
    if (event.type === 'access.changed') cache.clear();
  });
  return cache;
}

/** No user holds more bindings than this; a query beyond it fails loudly. */
const bindingsMax = 10_000;

/** All that a user's roles allow, with where they allow it. */
export async function loadGrants(database: Database, userId: string): Promise<readonly Grant[]> {
  const bindings = await database.prisma.binding.findMany({
    where: { userId },
    include: { role: true, repository: { select: { projectId: true } } },
    take: bindingsMax,
  });
  return bindings.map(({ role, repository, scopeKind, projectId, repositoryId }) => ({
    actions: new Set(role.actions.filter(isAction)),
    scope: scopeOf({ scopeKind, projectId, repositoryId, homeId: repository?.projectId ?? null }),
  }));
}

export interface KeyLimits {
  /** Empty: all actions of the owner. */
  readonly actions: readonly string[];
  readonly scope: Scope;
}

/**
 * What is left of an owner's grants inside a key's limits: key AND owner, never more than either.
 */
export function narrow(grants: readonly Grant[], limits: KeyLimits): readonly Grant[] {
  return grants.flatMap((grant) => {
    const scope = intersection(grant.scope, limits.scope);
    if (scope === null) return [];
    const actions =
      limits.actions.length === 0 ? grant.actions : kept(grant.actions, limits.actions);
    return actions.size === 0 ? [] : [{ actions, scope }];
  });
}

function kept(actions: ReadonlySet<Action>, limit: readonly string[]): ReadonlySet<Action> {
  return new Set([...actions].filter((action) => limit.includes(action)));
}

/** Scopes are nested or apart: the overlap of two is the narrower one, or nothing. */
function intersection(a: Scope, b: Scope): Scope | null {
  if (a.kind === 'global') return b;
  if (b.kind === 'global') return a;
  if (a.projectId !== b.projectId) return null;
  if (a.kind === 'project') return b;
  if (b.kind === 'project') return a;
  return a.repositoryId === b.repositoryId ? a : null;
}
