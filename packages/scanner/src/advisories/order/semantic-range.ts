import semver, { type Comparator, type SemVer } from 'semver';
import type { Interval } from './interval.ts';

const requirementCharactersMax = 1_024;
/** Each costs as much as a version; people write a few. */
const alternativesMax = 64;
const firstRelease = new semver.SemVer('0.0.0');
const firstVersion = new semver.SemVer('0.0.0-0');

/** The stretches of a requirement as npm writes it; null where it names no versions. */
export function semanticIntervals(text: string): Interval<SemVer>[] | null {
  if (text.length > requirementCharactersMax) return null;
  if (text.split('||', alternativesMax + 1).length > alternativesMax) return null;
  const sets = parseComparatorSets(text);
  return sets?.flatMap((comparators) => allowedInterval(comparators)) ?? null;
}

function parseComparatorSets(text: string): readonly (readonly Comparator[])[] | null {
  try {
    return new semver.Range(text, { loose: true }).set;
  } catch {
    // Tags, addresses and paths are requirements too, but name no versions.
    return null;
  }
}

/** What `>=1.2.0 <2.0.0` allows, as one stretch; nothing when one part excludes the other. */
function allowedInterval(all: readonly Comparator[]): Interval<SemVer>[] {
  const comparators = all.filter(({ semver: bound }) => bound instanceof semver.SemVer);
  let from = namesPrereleaseOf(firstRelease, comparators) ? firstVersion : firstRelease;
  let to: SemVer | null = null;
  let toInclusive = true;
  for (const comparator of comparators) {
    const start = lowerBound(comparator, comparators);
    if (start !== null && semver.gt(start, from)) from = start;

    const end = upperBound(comparator, comparators);
    if (end === null || (to !== null && semver.gt(end, to))) continue;
    toInclusive = comparator.operator !== '<' && (to === null || toInclusive || semver.lt(end, to));
    to = end;
  }
  const ends = to === null ? -1 : semver.compare(from, to);
  return ends < 0 || (ends === 0 && toInclusive) ? [{ from, to, toInclusive }] : [];
}

/** npm skips pre-releases unless one of the same x.y.z is named: `>1.0.0` then starts at 1.0.1. */
function lowerBound(comparator: Comparator, all: readonly Comparator[]): SemVer | null {
  const { operator, semver: bound } = comparator;
  if (operator === '<' || operator === '<=') return null;
  if (operator !== '>' || bound.prerelease.length > 0) return bound;
  const next = new semver.SemVer(bound.version).inc('patch');
  return namesPrereleaseOf(next, all) ? bound : next;
}

/** And `<2.0.0` ends before 2.0.0-0, because 2.0.0-beta is not meant by it. */
function upperBound(comparator: Comparator, all: readonly Comparator[]): SemVer | null {
  const { operator, semver: bound } = comparator;
  if (operator === '>' || operator === '>=') return null;
  if (operator !== '<' || bound.prerelease.length > 0 || namesPrereleaseOf(bound, all))
    return bound;
  return new semver.SemVer(`${bound.version}-0`);
}

function namesPrereleaseOf(release: SemVer, comparators: readonly Comparator[]): boolean {
  return comparators.some(
    ({ semver: named }) => named.prerelease.length > 0 && release.compareMain(named) === 0,
  );
}
