import type { Answer, TestGateway } from './gateway.ts';
import type { Instance } from './instances.ts';
import { allows, allowsSomewhere, type Principal } from './principals.ts';
import { fieldsOf, ruleOf, wholeSelection } from './selections.ts';

/** The row, or the row by way of which another is asked for. */
interface Found {
  readonly node: Readonly<Record<string, unknown>> | null;
}

/** What went wrong, in words; a cell that is right says nothing. */
export type Complaint = string;

export const denials = ['ACCESS_DENIED', 'UNAUTHENTICATED'];

function codeAt({ errors }: Answer, ...path: string[]): string | undefined {
  return errors.find((error) => error.path?.join('.') === path.join('.'))?.extensions.code;
}

/** Whether the declared rule of a field lets somebody read it, by our own judgement of the rule. */
export function mayRead(
  rule: ReturnType<typeof ruleOf>,
  who: Principal,
  { at, ownerId }: Pick<Instance, 'at' | 'ownerId'>,
): boolean {
  switch (rule.kind) {
    case 'anyone':
    case 'visible':
    case 'use-case':
      return true;
    case 'signed-in':
      return who.userId !== null;
    case 'somewhere':
      return allowsSomewhere(who, rule.action);
    case 'globally':
      return allows(who, rule.action, {}) || (ownerId !== null && ownerId === who.userId);
    case 'action':
      return allows(who, rule.action, at);
  }
}

/** Asks for everything about one row. */
export function askNode(
  gateway: TestGateway,
  who: Principal,
  { kind, id, via }: Instance,
): Promise<Answer<Found>> {
  const own = `__typename ... on ${kind} { ${wholeSelection(kind)} }`;
  const selection = via === undefined ? own : `... on ${via.kind} { ${via.field} { ${own} } }`;
  return gateway.ask<Found>(`query ($id: ID!) { node(id: $id) { ${selection} } }`, {
    credential: who.credential,
    variables: { id: via?.id ?? id },
  });
}

/**
 * Compares what somebody was told of a row with what the table of actions says, one complaint a
 * wrong cell.
 */
export function judgeNode(who: Principal, instance: Instance, answer: Answer<Found>): Complaint[] {
  const { kind, id, via } = instance;
  const path = via === undefined ? ['node'] : ['node', via.field];
  const complain = (what: string) => `${who.name}, ${kind} ${id}: ${what}`;
  if (!who.isGood) return answer.status === 401 ? [] : [complain(`answered ${answer.status}`)];
  const found = via === undefined ? answer.data?.node : answer.data?.node?.[via.field];
  const isShown = found != null;
  if (isShown !== instance.isVisibleTo(who)) return [complain(isShown ? 'is shown' : 'is hidden')];
  if (!isShown) {
    const says = answer.errors.filter((error) => error.path?.join('.') !== path.join('.'));
    return says.length === 0 ? [] : [complain('its absence says more')];
  }
  return fieldsOf(kind).flatMap((field) => {
    const isDenied = denials.includes(codeAt(answer, ...path, field.name) ?? '');
    const isExpected = !mayRead(ruleOf(field), who, instance);
    if (isDenied === isExpected) return [];
    return [complain(`${field.name} is ${isDenied ? 'denied' : 'shown'}`)];
  });
}
