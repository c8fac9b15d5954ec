import type { Database } from '@bonded/database';
import type { AppError } from '@bonded/kernel';
import { type AuditResource, recordRefusal } from '../trail/index.ts';
import type { Action } from './actions.ts';
import type { Actor } from './actor.ts';
import { can, type Place } from './can.ts';
import { accessDenied, unauthenticated } from './errors.ts';
import { markRecorded } from './record-refused.ts';

export interface Demand {
  readonly action: Action;
  readonly place: Place;
  readonly resource: AuditResource;
  /** What to answer when the actor may not even know that the thing exists. */
  readonly hiddenAs?: () => AppError;
}

/**
 * Lets the actor pass or throws, leaving a refusal in the audit log.
 * Nobody signed in: UNAUTHENTICATED. No right to see the place: `hiddenAs`. Otherwise
 * ACCESS_DENIED, naming the action.
 */
export async function authorise(
  ports: { readonly database: Database },
  actor: Actor,
  demand: Demand,
): Promise<void> {
  if (can(actor, demand.action, demand.place)) return;
  await recordRefusal(ports.database.prisma, actor, {
    action: demand.action.replace(':', '.'),
    resource: demand.resource,
    place: demand.place,
  });
  throw markRecorded(refusalOf(actor, demand));
}

function refusalOf(actor: Actor, demand: Demand): AppError {
  if (actor.kind === 'anonymous') return unauthenticated('Sign in to do this.');
  if (demand.hiddenAs !== undefined && !canSee(actor, demand.place)) return demand.hiddenAs();
  return accessDenied(`You need the permission "${demand.action}" for this.`, {
    details: { permission: demand.action },
  });
}

function canSee(actor: Actor, place: Place): boolean {
  if (place.kind === 'repository') return can(actor, 'repository:read', place);
  if (place.kind === 'project') return can(actor, 'project:read', place);
  return true;
}
