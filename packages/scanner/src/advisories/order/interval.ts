/** A stretch of versions. Null means without end on that side; `from` itself belongs to it. */
export interface Interval<V> {
  readonly from: V | null;
  readonly to: V | null;
  readonly toInclusive: boolean;
}

export type Compare<V> = (left: V, right: V) => number;

export function pointInterval<V>(version: V): Interval<V> {
  return { from: version, to: version, toInclusive: true };
}

/** True when everything in `inner` also lies in `outer`. */
export function covers<V>(compare: Compare<V>, outer: Interval<V>, inner: Interval<V>): boolean {
  if (outer.from !== null && (inner.from === null || compare(outer.from, inner.from) > 0)) {
    return false;
  }
  if (outer.to === null) return true;
  if (inner.to === null) return false;
  const ends = compare(inner.to, outer.to);
  return ends < 0 || (ends === 0 && (outer.toInclusive || !inner.toInclusive));
}

/** The same versions in as few stretches as possible, oldest first. */
export function mergeIntervals<V>(
  compare: Compare<V>,
  intervals: readonly Interval<V>[],
): Interval<V>[] {
  const merged: Interval<V>[] = [];
  for (const next of intervals.toSorted((left, right) => compareStarts(compare, left, right))) {
    const last = merged.at(-1);
    if (last === undefined || !touches(compare, last, next)) merged.push(next);
    else merged[merged.length - 1] = { ...laterEnd(compare, last, next), from: last.from };
  }
  return merged;
}

function compareStarts<V>(compare: Compare<V>, left: Interval<V>, right: Interval<V>): number {
  if (left.from === null || right.from === null) {
    return Number(left.from !== null) - Number(right.from !== null);
  }
  return compare(left.from, right.from);
}

/** `later` starts inside `earlier`, or exactly where it ends: `[1, 2)` and `[2, 3)` are one. */
function touches<V>(compare: Compare<V>, earlier: Interval<V>, later: Interval<V>): boolean {
  return earlier.to === null || later.from === null || compare(later.from, earlier.to) <= 0;
}

function laterEnd<V>(compare: Compare<V>, left: Interval<V>, right: Interval<V>): Interval<V> {
  if (left.to === null) return left;
  if (right.to === null) return right;
  const ends = compare(left.to, right.to);
  if (ends === 0) return left.toInclusive ? left : right;
  return ends > 0 ? left : right;
}

/** False where one end excludes the other. */
export function holdsAny<V>(compare: Compare<V>, { from, to, toInclusive }: Interval<V>): boolean {
  if (from === null || to === null) return true;
  const ends = compare(from, to);
  return ends < 0 || (ends === 0 && toInclusive);
}

/** What lies in all of them: one stretch, or none. */
export function intersection<V>(
  compare: Compare<V>,
  intervals: readonly Interval<V>[],
): Interval<V>[] {
  let whole: Interval<V> = { from: null, to: null, toInclusive: true };
  for (const next of intervals) {
    const isLater = compareStarts(compare, next, whole) > 0;
    whole = { ...earlierEnd(compare, whole, next), from: isLater ? next.from : whole.from };
  }
  return holdsAny(compare, whole) ? [whole] : [];
}

function earlierEnd<V>(compare: Compare<V>, left: Interval<V>, right: Interval<V>): Interval<V> {
  if (left.to === null) return right;
  if (right.to === null) return left;
  const ends = compare(left.to, right.to);
  if (ends === 0) return left.toInclusive ? right : left;
  return ends < 0 ? left : right;
}
