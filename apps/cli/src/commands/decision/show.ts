import { itemCommand } from '../item-command.ts';
import { decision } from './decision.ts';

export const showDecision = itemCommand({
  usage: 'show <number>',
  says: 'Show a receipt, such as BD-7F3K2Q: what was decided, why, and the way out',
  shape: decision,
  document: `query Decision($number: String!) {
    decision(number: $number) { ${decision.fields} }
  }`,
  at: 'decision',
  variables: (call) => ({ number: call.arg(0).toUpperCase() }),
});
