import { accessDenied, can, canAnywhere, unauthenticated } from '@bonded/core/access';
import type { AppError } from '@bonded/kernel';
import type { GraphqlContext } from '../context.ts';
import type { ActionRule, Rule } from './rule.ts';

/** Applies a field's rule. Answers at once where it can: lists ask it for every row. */
export function isAllowed(
  rule: Rule<unknown>,
  parent: unknown,
  context: GraphqlContext,
): boolean | Promise<boolean> {
  switch (rule.kind) {
    case 'anyone':
    case 'visible':
    case 'use-case':
      return true;
    case 'signed-in':
      return context.actor.kind !== 'anonymous';
    case 'somewhere':
      return canAnywhere(context.actor, rule.action);
    case 'action':
      return mayAct(rule, parent, context);
  }
}

function mayAct(
  rule: ActionRule<unknown>,
  parent: unknown,
  context: GraphqlContext,
): boolean | Promise<boolean> {
  if (rule.isOwn?.(parent, context) === true) return true;
  // A global grant holds everywhere, so the place need not be looked up.
  if (can(context.actor, rule.action, { kind: 'global' })) return true;
  const place = rule.at(parent, context);
  if (!(place instanceof Promise)) return can(context.actor, rule.action, place);
  return place.then((found) => can(context.actor, rule.action, found));
}

/** What to tell whoever was not let through: sign in, or ask for this permission. */
export function refusalOf(rule: Rule<unknown>, context: GraphqlContext): AppError {
  if (context.actor.kind === 'anonymous') return unauthenticated('Sign in to see this.');
  if (!('action' in rule)) return accessDenied('You may not see this.');
  return accessDenied(`You need the permission "${rule.action}" to see this.`, {
    details: { permission: rule.action },
  });
}
