import type { Compare, Interval } from './interval.ts';

export interface ComparatorStyle<V> {
  readonly compare: Compare<V>;
  readonly textOf: (version: V) => string;
  /** In front of a single version: `=`. */
  readonly equal: string;
  /** Between two comparators. */
  readonly and: string;
  /** How all versions are asked for. */
  readonly every: string;
}

/** A stretch written with comparators: `>=1.0.0 <1.2.3`. */
export function comparators<V>(
  { from, to, toInclusive }: Interval<V>,
  { compare, textOf, equal, and, every }: ComparatorStyle<V>,
): string {
  if (from !== null && to !== null && toInclusive && compare(from, to) === 0) {
    return `${equal}${textOf(from)}`;
  }
  const start = from === null ? [] : [`>=${textOf(from)}`];
  const end = to === null ? [] : [`${toInclusive ? '<=' : '<'}${textOf(to)}`];
  return [...start, ...end].join(and) || every;
}
