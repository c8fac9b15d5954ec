import type { AdvisoryRange, AffectedPackage, RangeEvent } from './advisory.ts';
import { type Interval, mergeIntervals, pointInterval } from './order/interval.ts';
import type { VersionOrder } from './order/version-order.ts';

/**
 * Every version that these statements call affected, as merged stretches (OSV, "Evaluation":
 * within any one of the ranges, or listed). An event that nobody can read may only widen a range,
 * never narrow it: an unreadable `introduced` starts at the beginning, another is as if absent.
 */
export function affectedIntervals<V>(
  order: VersionOrder<V>,
  statements: readonly Pick<AffectedPackage, 'ranges' | 'versions'>[],
): readonly Interval<V>[] {
  const intervals = statements.flatMap(({ ranges, versions }) => [
    ...ranges.flatMap((range) => rangeIntervals(order, range)),
    ...versions.flatMap((text) => listedInterval(order, text)),
  ]);
  return mergeIntervals(order.compare, intervals);
}

interface Step<V> {
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
  /** Null stands before every version: OSV's `introduced: "0"`. */
  readonly at: V | null;
}

function rangeIntervals<V>(order: VersionOrder<V>, range: AdvisoryRange): Interval<V>[] {
  const intervals: Interval<V>[] = [];
  // Undefined while unaffected; null when affected from the very beginning.
  let from: V | null | undefined;
  for (const { kind, at } of timeline(order, range.events)) {
    if (kind === 'introduced') {
      if (from === undefined) from = at;
    } else if (from !== undefined) {
      intervals.push({ from, to: at, toInclusive: kind === 'last_affected' });
      from = undefined;
    }
  }
  if (from !== undefined) intervals.push({ from, to: null, toInclusive: true });
  return withinLimit(order, range.events, intervals);
}

/** The specification leaves open what comes first at one version: we keep the record's order. */
function timeline<V>(order: VersionOrder<V>, events: readonly RangeEvent[]): Step<V>[] {
  return events
    .flatMap((event) => readStep(order, event))
    .toSorted((left, right) => {
      if (left.at === null || right.at === null) {
        return Number(left.at !== null) - Number(right.at !== null);
      }
      return order.compare(left.at, right.at);
    });
}

function readStep<V>(order: VersionOrder<V>, event: RangeEvent): Step<V>[] {
  if ('introduced' in event) {
    const at = event.introduced === '0' ? null : order.parse(event.introduced);
    return [{ kind: 'introduced', at }];
  }
  if ('fixed' in event) return stepAt('fixed', order.parse(event.fixed));
  if ('last_affected' in event) return stepAt('last_affected', order.parse(event.last_affected));
  return [];
}

function stepAt<V>(kind: Step<V>['kind'], at: V | null): Step<V>[] {
  return at === null ? [] : [{ kind, at }];
}

/** OSV `BeforeLimits`: below any one of the limits is enough, so the highest one decides. */
function withinLimit<V>(
  order: VersionOrder<V>,
  events: readonly RangeEvent[],
  intervals: readonly Interval<V>[],
): Interval<V>[] {
  let highest: V | null = null;
  for (const event of events) {
    if (!('limit' in event)) continue;
    const limit = event.limit === '*' ? null : order.parse(event.limit);
    if (limit === null) return [...intervals];
    if (highest === null || order.compare(limit, highest) > 0) highest = limit;
  }
  return highest === null
    ? [...intervals]
    : intervals.flatMap((interval) => cutAt(order, interval, highest));
}

function cutAt<V>(order: VersionOrder<V>, interval: Interval<V>, limit: V): Interval<V>[] {
  if (interval.from !== null && order.compare(interval.from, limit) >= 0) return [];
  if (interval.to !== null && order.compare(interval.to, limit) < 0) return [interval];
  return [{ from: interval.from, to: limit, toInclusive: false }];
}

function listedInterval<V>(order: VersionOrder<V>, text: string): Interval<V>[] {
  const version = order.parse(text);
  return version === null ? [] : [pointInterval(version)];
}
