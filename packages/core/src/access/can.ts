import { type Action, publicActions } from './actions.ts';
import type { Actor, Scope } from './actor.ts';

/** A place to act in; a repository also says whether the public may read it. */
export type Place = Scope & { readonly isPublic?: boolean };

function covers(grant: Scope, place: Scope): boolean {
  switch (grant.kind) {
    case 'global':
      return true;
    case 'project':
      return place.kind !== 'global' && place.projectId === grant.projectId;
    case 'repository':
      return place.kind === 'repository' && place.repositoryId === grant.repositoryId;
  }
}

/** The one judge of what an actor may do. Default deny. */
export function can(actor: Actor, action: Action, place: Place): boolean {
  if (place.isPublic === true && publicActions.has(action)) return true;
  return actor.grants.some((grant) => grant.actions.has(action) && covers(grant.scope, place));
}

/**
 * True when the actor may do this somewhere: what decides whether a screen or a list exists at all.
 */
export function canAnywhere(actor: Actor, action: Action): boolean {
  return actor.grants.some((grant) => grant.actions.has(action));
}
