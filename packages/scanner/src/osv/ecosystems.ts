import { type Matcher, matcherOf } from './match.ts';
import { npmOrder } from './order/npm.ts';

/** The ecosystems whose versions we can order. An entry and a file in `order/` add one. */
const matchers: ReadonlyMap<string, Matcher> = new Map([['npm', matcherOf(npmOrder)]]);

/** Null when the ecosystem is one that we cannot judge. */
export function matcherFor(ecosystem: string): Matcher | null {
  return matchers.get(ecosystem) ?? null;
}
