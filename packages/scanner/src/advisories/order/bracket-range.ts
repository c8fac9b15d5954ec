import { type Compare, holdsAny, type Interval } from './interval.ts';
import type { VersionOrder } from './version-order.ts';

/*
 * Requirements as Maven and NuGet write them: `[1.0,2.0)`, `(,1.0]`, `[1.5]`, and several of them
 * behind commas.
 */

type Bounds<V> = Pick<VersionOrder<V>, 'parse' | 'compare'>;

/** Null when the text is no list of ranges, or names a version that nobody can read. */
export function parseBrackets<V>(text: string, order: Bounds<V>): Interval<V>[] | null {
  const found: Interval<V>[] = [];
  let rest = text.trim();
  do {
    const close = rest.search(/[\])]/);
    const interval = close === -1 ? null : parseBracket(rest.slice(0, close + 1), order);
    if (interval === null) return null;
    found.push(interval);
    const behind = rest.slice(close + 1).trimStart();
    if (behind === '') return found.filter((one) => holdsAny(order.compare, one));
    rest = behind.slice(1).trimStart();
    if (!behind.startsWith(',')) return null;
  } while (rest !== '');
  return null;
}

/** `[1.0,2.0)` or `[1.0]`: the text ends at its first closing bracket. */
function parseBracket<V>(text: string, order: Bounds<V>): Interval<V> | null {
  const [open, close] = [text[0], text.at(-1)];
  const [low = '', high, ...more] = text.slice(1, -1).split(',');
  if ((open !== '[' && open !== '(') || more.length > 0) return null;
  const from = bound(low, order);
  const to = high === undefined ? from : bound(high, order);
  if (from === undefined || to === undefined) return null;
  if (high === undefined && (from === null || open !== '[' || close !== ']')) return null;
  // An open start, `(1.0`, is taken as a closed one: too wide, which only proves less.
  return { from, to, toInclusive: to === null || close === ']' };
}

/** Null where there is no bound; undefined where there is one that nobody can read. */
function bound<V>(text: string, order: Pick<VersionOrder<V>, 'parse'>): V | null | undefined {
  const version = text.trim();
  return version === '' ? null : (order.parse(version) ?? undefined);
}

/** A stretch in that writing. */
export function bracketRequirement<V extends { readonly text: string }>(
  { from, to, toInclusive }: Interval<V>,
  compare: Compare<V>,
): string {
  if (from !== null && to !== null && toInclusive && compare(from, to) === 0) {
    return `[${from.text}]`;
  }
  const start = from === null ? '(' : `[${from.text}`;
  const end = to === null ? ')' : `${to.text}${toInclusive ? ']' : ')'}`;
  return `${start},${end}`;
}
