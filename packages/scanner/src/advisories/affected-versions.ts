import type { AffectedPackage } from './advisory.ts';
import { affectedIntervals } from './affected-intervals.ts';
import { covers, holdsAny, type Interval, pointInterval } from './order/interval.ts';
import { readingsOf, type VersionOrder } from './order/version-order.ts';

/** Which versions of a package an advisory speaks of: for tools that judge versions themselves. */
export interface AffectedVersions {
  /** True where the matcher would call that exact version affected. */
  has(version: string): boolean;
  /**
   * All of them as the ecosystem writes requirements, oldest first: `>=1.0.0 <1.2.3`. Versions
   * that the ecosystem cannot read are in none of them.
   */
  readonly requirements: readonly string[];
}

/** Reads what one advisory says of one package; it may say so in several rows. */
export type AffectedVersionsReader = (statements: readonly AffectedPackage[]) => AffectedVersions;

/**
 * The evaluation of OSV, kept for many questions about one package: the stretches are made once.
 */
export function affectedVersionsReader<V>(order: VersionOrder<V>): AffectedVersionsReader {
  return (statements) => {
    // `introduced` and `fixed` at one version leave nothing between them.
    const stretches = affectedIntervals(order, statements).filter((stretch) =>
      holdsAny(order.compare, stretch),
    );
    const listed = new Set(statements.flatMap(({ versions }) => versions));
    return {
      has: (text) => listed.has(text) || lies(order, text, stretches),
      requirements: stretches.map((stretch) => order.requirementOf(stretch)),
    };
  };
}

/** "All versions" needs no order: it holds what nobody can read, too. */
function lies<V>(order: VersionOrder<V>, text: string, stretches: readonly Interval<V>[]): boolean {
  const version = order.parse(text);
  if (version === null) return stretches.some(({ from, to }) => from === null && to === null);
  return readingsOf(order, version).some((reading) =>
    stretches.some((stretch) => covers(order.compare, stretch, pointInterval(reading))),
  );
}
