import semver from 'semver';
import { describe, expect, it } from 'vitest';
import type { AffectedPackage, RangeEvent } from './advisory.ts';
import { matcherOf } from './match.ts';
import { npmOrder } from './order/npm.ts';
import { Random } from './testing/random.ts';
import { randomStatement, world } from './testing/random-statement.ts';

/*
 * The pseudocode of the OSV specification ("Evaluation"), word by word and slow, is the oracle for
 * our intervals. Its `sorted` leaves ties open; as in ours, they keep the order of the record.
 */
function isVulnerable(version: string, statements: readonly AffectedPackage[]): boolean {
  return statements.some(
    ({ ranges, versions }) =>
      versions.includes(version) ||
      ranges.some(({ events }) => beforeLimits(version, events) && isInTimeline(version, events)),
  );
}

function isInTimeline(version: string, events: readonly RangeEvent[]): boolean {
  let vulnerable = false;
  const sorted = events.filter((event) => !('limit' in event)).toSorted(compareEvents);
  for (const event of sorted) {
    if ('introduced' in event && isAtLeast(version, event.introduced)) vulnerable = true;
    else if ('fixed' in event && isAtLeast(version, event.fixed)) vulnerable = false;
    else if ('last_affected' in event && semver.gt(version, event.last_affected))
      vulnerable = false;
  }
  return vulnerable;
}

function beforeLimits(version: string, events: readonly RangeEvent[]): boolean {
  const limits = events.flatMap((event) => ('limit' in event ? [event.limit] : []));
  return limits.length === 0 || limits.some((limit) => limit === '*' || semver.lt(version, limit));
}

function isAtLeast(version: string, bound: string): boolean {
  return bound === '0' || semver.gte(version, bound);
}

function compareEvents(left: RangeEvent, right: RangeEvent): number {
  const [a, b] = [Object.values(left)[0] as string, Object.values(right)[0] as string];
  if (a === '0' || b === '0') return Number(a !== '0') - Number(b !== '0');
  return semver.compare(a, b);
}

const rounds = 2_000;
const match = matcherOf(npmOrder);

describe('random advisories', () => {
  it('affect exactly the versions that the pseudocode of OSV affects', () => {
    const seed = Date.now();
    const random = new Random(seed);
    for (let round = 0; round < rounds; round += 1) {
      const statements = random.times(1 + random.below(2), () => randomStatement(random));
      const ours = world.filter(
        (version) => match({ version, versionIsExact: true }, statements).verdict === 'affected',
      );
      const theirs = world.filter((version) => isVulnerable(version, statements));
      expect(ours, `seed ${seed}: ${JSON.stringify(statements)}`).toEqual(theirs);
    }
  });

  it('affect a requirement only if they affect all that npm would take for it', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const comparator = () => random.pick(['>', '>=', '<', '<=', '^', '~', '']) + random.pick(world);
    let hits = 0;
    for (let round = 0; round < rounds; round += 1) {
      const statements = random.times(1 + random.below(3), () => randomStatement(random));
      const version = random.times(1 + random.below(2), comparator).join(' ');
      if (match({ version, versionIsExact: false }, statements).verdict !== 'affected') continue;
      hits += 1;
      const taken = world.filter((candidate) => semver.satisfies(candidate, version));
      const safe = taken.filter((candidate) => !isVulnerable(candidate, statements));
      expect(safe, `seed ${seed}: ${version} with ${JSON.stringify(statements)}`).toEqual([]);
    }
    expect(hits, `seed ${seed} must reach the case at all`).toBeGreaterThan(rounds / 100);
  });

  it('name only fixes that are later and not affected', () => {
    const seed = Date.now();
    const random = new Random(seed);
    for (let round = 0; round < rounds; round += 1) {
      const statements = [randomStatement(random), randomStatement(random)];
      const version = random.pick(world);
      const result = match({ version, versionIsExact: true }, statements);
      const fixes = result.verdict === 'affected' ? result.fixedIn : [];
      const wrong = fixes.filter(
        (fix) => semver.lte(fix, version) || isVulnerable(fix, statements),
      );
      expect(wrong, `seed ${seed}: ${version} with ${JSON.stringify(statements)}`).toEqual([]);
    }
  });
});
