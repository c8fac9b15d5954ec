import type { ScanComponent } from '../scanner.ts';
import type { AffectedPackage } from './advisory.ts';
import { affectedIntervals } from './affected-intervals.ts';
import { covers, type Interval, pointInterval } from './order/interval.ts';
import { readingsOf, type VersionOrder } from './order/version-order.ts';

type Version = Pick<ScanComponent, 'version' | 'versionIsExact'>;

export type Match =
  | { readonly verdict: 'affected'; readonly fixedIn: readonly string[] }
  | { readonly verdict: 'unaffected' | 'version-unreadable' };

/** Judges one version by what one advisory says of one package; it may say so in several rows. */
export type Matcher = (version: Version, statements: readonly AffectedPackage[]) => Match;

/**
 * The evaluation algorithm of OSV for one ecosystem's versions.
 *
 * A requirement such as `^1.2.0` is affected only when *all* that it allows is: a resolver picks
 * the newest version allowed, so one unaffected version among them usually means that nobody gets
 * an affected one. Finding less would be silence about `^1.2.0` where no fix exists; finding more
 * would raise an alarm at nearly every manifest in the world.
 */
export function matcherOf<V>(order: VersionOrder<V>): Matcher {
  return (version, statements) => {
    const affected = affectedIntervals(order, statements);
    const readings = allowedBy(order, version);
    if (readings === null) return matchUnreadable(version, statements, affected);
    const allowed = readings.find(
      (parts) =>
        parts.length > 0 &&
        parts.every((part) => affected.some((whole) => covers(order.compare, whole, part))),
    );
    if (allowed === undefined) return { verdict: verdictWithoutHit(statements) };
    return { verdict: 'affected', fixedIn: fixesAfter(order, allowed, statements, affected) };
  };
}

/** Statements of commits alone are unreadable, unless another names the versions. */
function verdictWithoutHit(statements: readonly AffectedPackage[]) {
  const isReadable = statements.some(({ ranges, versions }) => ranges.length + versions.length > 0);
  return isReadable || statements.length === 0 ? 'unaffected' : 'version-unreadable';
}

/** One reading after another, of which any may be the affected one; null when there is none. */
function allowedBy<V>(order: VersionOrder<V>, at: Version): (readonly Interval<V>[])[] | null {
  if (!at.versionIsExact) {
    const allowed = order.parseRequirement(at.version);
    return allowed && [allowed];
  }
  const version = order.parse(at.version);
  return version && readingsOf(order, version).map((reading) => [pointInterval(reading)]);
}

/** Without an order there is still the list of versions, and "all versions" needs no order. */
function matchUnreadable<V>(
  { version }: Version,
  statements: readonly AffectedPackage[],
  affected: readonly Interval<V>[],
): Match {
  const isListed = statements.some(({ versions }) => versions.includes(version));
  const isEveryVersion = affected.some(({ from, to }) => from === null && to === null);
  if (isListed || isEveryVersion) return { verdict: 'affected', fixedIn: [] };
  return { verdict: 'version-unreadable' };
}

/** Fixes later than the oldest version in question that no other range calls affected again. */
function fixesAfter<V>(
  order: VersionOrder<V>,
  allowed: readonly Interval<V>[],
  statements: readonly AffectedPackage[],
  affected: readonly Interval<V>[],
): string[] {
  const fixes = statements
    .flatMap(({ ranges }) => ranges.flatMap(({ events }) => events))
    .flatMap((event) => ('fixed' in event ? [event.fixed] : []))
    .flatMap((text) => {
      const version = order.parse(text);
      return version === null ? [] : [{ text, version }];
    })
    .filter(({ version }) =>
      allowed.some(({ from }) => from === null || order.compare(version, from) > 0),
    )
    .filter(
      ({ version }) =>
        !affected.some((part) => covers(order.compare, part, pointInterval(version))),
    )
    .toSorted((left, right) => order.compare(left.version, right.version));
  return [...new Set(fixes.map(({ text }) => text))];
}
