import type { Action, Place } from '@bonded/core/access';
import type { GraphqlContext } from '../context.ts';

/**
 * Who may read a field. Every field declares one; the schema does not build without it.
 *
 * - `anyone`: says nothing that a stranger may not know.
 * - `visible`: whoever was given the parent may see it; rows arrive through a `…Where(actor)`
 *   filter.
 * - `signed-in`: anybody with a name.
 * - `action`: asks `core/access` at the parent's place.
 * - `globally`: asks for a grant that holds everywhere, save where the parent is the actor's own.
 * - `somewhere`: a list of places' things; it exists for whoever holds the action anywhere, and
 *   is filtered.
 * - `use-case`: a mutation; its use case authorises and leaves the refusal in the audit log.
 */
export type Rule<Parent> =
  | { readonly kind: 'anyone' | 'visible' | 'signed-in' }
  | ActionRule<Parent>
  | GlobalRule<Parent>
  | { readonly kind: 'somewhere'; readonly action: Action }
  | { readonly kind: 'use-case'; readonly action: Action | 'own' };

export interface ActionRule<Parent> {
  readonly kind: 'action';
  readonly action: Action;
  at(parent: Parent, context: GraphqlContext): Place | Promise<Place>;
}

export interface GlobalRule<Parent> {
  readonly kind: 'globally';
  readonly action: Action;
  /** Whose the parent is; null when it is nobody's. */
  ownerIdOf(parent: Parent): string | null;
}

/** Spread into a field's options: `{ ...visible }`. */
export const anyone = { rule: { kind: 'anyone' } } as const;
export const visible = { rule: { kind: 'visible' } } as const;
export const signedIn = { rule: { kind: 'signed-in' } } as const;

/** The field needs `action` at the place that `at` finds. */
export function needs<Parent>(
  action: Action,
  at: ActionRule<Parent>['at'],
): { readonly rule: ActionRule<Parent> } {
  return { rule: { kind: 'action', action, at } };
}

/** The field needs `action`, which only a global grant gives. */
export function needsGlobally(action: Action): { readonly rule: GlobalRule<unknown> } {
  return { rule: { kind: 'globally', action, ownerIdOf: () => null } };
}

/** The field needs `action` globally, save where the parent is the actor's own. */
export function needsUnlessOwn<Parent>(
  action: Action,
  ownerIdOf: (parent: Parent) => string,
): { readonly rule: GlobalRule<Parent> } {
  return { rule: { kind: 'globally', action, ownerIdOf } };
}

/** The field needs `action` in any place at all, and lists only what lies within such places. */
export function needsSomewhere(action: Action): { readonly rule: Rule<unknown> } {
  return { rule: { kind: 'somewhere', action } };
}
