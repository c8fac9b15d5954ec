import {
  accessDenied,
  can,
  canAnywhere,
  globalScope,
  type Place,
  unauthenticated,
} from '@bonded/core/access';
import type { AppError } from '@bonded/kernel';
import type { GraphqlContext } from '../context.ts';
import type { ActionRule, Rule } from './rule.ts';

/** Applies a field's rule. Answers at once where it can: lists ask it for every row. */
export function isAllowed(
  rule: Rule<unknown>,
  parent: unknown,
  context: GraphqlContext,
): boolean | Promise<boolean> {
  const { actor } = context;
  switch (rule.kind) {
    case 'anyone':
    case 'visible':
    case 'use-case':
      return true;
    case 'signed-in':
      return actor.kind !== 'anonymous';
    case 'somewhere':
      return canAnywhere(actor, rule.action);
    case 'globally':
      return can(actor, rule.action, globalScope) || isOwn(rule.ownerIdOf(parent), context);
    case 'action':
      return mayAct(rule, parent, context);
  }
}

function isOwn(ownerId: string | null, { actor }: GraphqlContext): boolean {
  return ownerId !== null && ownerId === actor.userId;
}

function mayAct(
  rule: ActionRule<unknown>,
  parent: unknown,
  context: GraphqlContext,
): boolean | Promise<boolean> {
  const { actor } = context;
  const isGranted = (place: Place): boolean => can(actor, rule.action, place);
  // A global grant holds everywhere, so the place need not be looked up.
  if (isGranted(globalScope)) return true;
  const place = rule.at(parent, context);
  return place instanceof Promise ? place.then(isGranted) : isGranted(place);
}

/** What to tell whoever was not let through: sign in, or ask for this permission. */
export function refusalOf(rule: Rule<unknown>, context: GraphqlContext): AppError {
  if (context.actor.kind === 'anonymous') return unauthenticated('Sign in to see this.');
  if (!('action' in rule)) return accessDenied('You may not see this.');
  return accessDenied(`You need the permission "${rule.action}" to see this.`, {
    details: { permission: rule.action },
  });
}
