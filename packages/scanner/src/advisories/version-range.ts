import type { Compare } from './order/interval.ts';
import type { VersionOrder } from './order/version-order.ts';

/** Whether a version lies in a range; null where nobody can tell. */
export type VersionRange = (version: string) => boolean | null;

/** Null when the text is no range. */
export type VersionRangeReader = (text: string) => VersionRange | null;

const rangeCharactersMax = 1_024;

const signs: Readonly<Record<string, (ordered: number) => boolean>> = {
  '<': (ordered) => ordered < 0,
  '<=': (ordered) => ordered <= 0,
  '>': (ordered) => ordered > 0,
  '>=': (ordered) => ordered >= 0,
  '=': (ordered) => ordered === 0,
};

const comparatorPattern = /^(<=|>=|<|>|=)?([^\s<>=|,]+)$/;

/**
 * One way to write ranges for all ecosystems, each in its own order: comparators beside each other
 * all hold (`>=1.0 <2.0`), and `||` stands between alternatives. A version alone is itself.
 */
export function versionRangeReader<V>(order: VersionOrder<V>): VersionRangeReader {
  return (text) =>
    readRange(text, (sign, limit) => {
      const parsed = order.parse(limit);
      return parsed === null ? null : comparator(order, { holds: signs[sign] ?? never, parsed });
    });
}

/** Where versions have no order: whether one is the very version. */
export function exactVersionRange(text: string): VersionRange | null {
  return readRange(text, (sign, limit) => (sign === '=' ? (version) => version === limit : null));
}

function comparator<V>(
  { parse, compare }: { parse: (text: string) => V | null; compare: Compare<V> },
  { holds, parsed }: { holds: (ordered: number) => boolean; parsed: V },
): VersionRange {
  return (text) => {
    const version = parse(text);
    return version === null ? null : holds(compare(version, parsed));
  };
}

function never(): boolean {
  return false;
}

function readRange(
  text: string,
  read: (sign: string, limit: string) => VersionRange | null,
): VersionRange | null {
  if (text.length > rangeCharactersMax) return null;
  const alternatives: VersionRange[][] = [];
  for (const alternative of text.split('||')) {
    // A blank behind a sign belongs to neither side of it.
    const words = alternative
      .trim()
      .replace(/(<=|>=|<|>|=)\s+/g, '$1')
      .split(/[\s,]+/);
    const comparators: VersionRange[] = [];
    for (const word of words) {
      const [, sign = '=', limit] = comparatorPattern.exec(word) ?? [];
      const found = limit === undefined ? null : read(sign, limit);
      if (found === null) return null;
      comparators.push(found);
    }
    alternatives.push(comparators);
  }
  return (version) => any(alternatives.map((each) => all(each.map((holds) => holds(version)))));
}

/** Three-valued, as SQL has it: what one side settles does not need the other. */
function all(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

function any(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(true)) return true;
  return results.includes(null) ? null : false;
}
