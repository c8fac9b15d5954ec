/*
 * Whole numbers as the digits that write them: some ecosystems allow any length, and a number that
 * JavaScript rounds would be equal to its neighbours.
 */

/** Digits without the zeros in front. */
export function numberOf(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits[start] === '0') start += 1;
  return digits.slice(start);
}

/** Compares what `numberOf` gave. */
export function compareNumbers(left: string, right: string): number {
  return left.length - right.length || compareTexts(left, right);
}

/** By UTF-16 code units, whatever the language of the machine. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** One by one; where one list ends, `compareToNothing` says what the rest of the other is worth. */
export function compareLists<T>(
  left: readonly T[],
  right: readonly T[],
  { compare, compareToNothing }: ListOrder<T>,
): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined) {
      const rest = b === undefined ? 0 : -compareToNothing(b);
      if (rest !== 0) return rest;
    } else {
      const result = b === undefined ? compareToNothing(a) : compare(a, b);
      if (result !== 0) return result;
    }
  }
  return 0;
}

export interface ListOrder<T> {
  readonly compare: (left: T, right: T) => number;
  readonly compareToNothing: (item: T) => number;
}
