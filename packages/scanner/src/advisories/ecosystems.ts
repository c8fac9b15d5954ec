import { type AffectedVersionsReader, affectedVersionsReader } from './affected-versions.ts';
import { type Matcher, matcherOf } from './match.ts';
import { npmOrder } from './order/npm.ts';
import type { VersionOrder } from './order/version-order.ts';

interface Ecosystem {
  readonly match: Matcher;
  readonly affectedVersions: AffectedVersionsReader;
}

function ordered<V>(order: VersionOrder<V>): Ecosystem {
  return { match: matcherOf(order), affectedVersions: affectedVersionsReader(order) };
}

/** The ecosystems whose versions we can order. An entry and a file in `order/` add one. */
const ecosystems: ReadonlyMap<string, Ecosystem> = new Map([['npm', ordered(npmOrder)]]);

/** Null when the ecosystem is one that we cannot judge. */
export function matcherFor(ecosystem: string): Matcher | null {
  return ecosystems.get(ecosystem)?.match ?? null;
}

/** Null when the ecosystem is one that we cannot judge. */
export function affectedVersionsReaderFor(ecosystem: string): AffectedVersionsReader | null {
  return ecosystems.get(ecosystem)?.affectedVersions ?? null;
}
