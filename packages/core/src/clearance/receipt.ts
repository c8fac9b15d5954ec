import type { Decision } from '@bonded/database';
import type { Addresses } from '../ports.ts';

export function decisionUrl(addresses: Pick<Addresses, 'consoleUrl'>, number: string): string {
  return `${addresses.consoleUrl}/decisions/${number}`;
}

/**
 * The receipt as one line of plain text, for the error of whatever client asked:
 * what happened, why, and where to go with it.
 */
export function receiptText(
  addresses: Pick<Addresses, 'consoleUrl'>,
  decision: Pick<Decision, 'number' | 'effect' | 'reasons' | 'subject'>,
): string {
  const verb = decision.effect === 'DENY' ? 'blocked' : 'held';
  const why = decision.reasons.join(' ');
  const where = decisionUrl(addresses, decision.number);
  return `${decision.subject} is ${verb} by Bonded (${decision.number}). ${why} See ${where}`;
}
