import { randomInt } from 'node:crypto';

/** No vowels and nothing that looks like something else: it is read out over the telephone. */
const alphabet = '23456789BCDFGHJKLMNPQRSTVWXZ';

const lengthMin = 6;

/** A new receipt number, for example `BD-7F3K2Q`. It grows by a character with each collision. */
export function newDecisionNumber(collisions = 0): string {
  const characters = Array.from(
    { length: lengthMin + collisions },
    () => alphabet[randomInt(alphabet.length)],
  );
  return `BD-${characters.join('')}`;
}
