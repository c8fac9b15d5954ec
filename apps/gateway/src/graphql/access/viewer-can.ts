import { type Action, type Actor, allActions, can, type Place } from '@bonded/core/access';

/** Every action that the actor may take at the place: what a client renders its buttons from. */
export function actionsAt(actor: Actor, place: Place): Action[] {
  return allActions.filter((action) => can(actor, action, place));
}
