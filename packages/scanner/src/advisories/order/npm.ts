import semver, { type SemVer } from 'semver';
import { comparators } from './comparators.ts';
import { semanticIntervals } from './semantic-range.ts';
import type { VersionOrder } from './version-order.ts';

const versionCharactersMax = 256;

/** `1` and `1.2`, which old advisories write. */
const shortVersionPattern = /^\d{1,15}(\.\d{1,15})?$/;

const style = {
  compare: semver.compare,
  textOf: ({ version }: SemVer) => version,
  equal: '',
  and: ' ',
  every: '*',
};

/** Semantic versions in the order of SemVer 2.0.0, clause 11, and the requirements of npm. */
export const npmOrder: VersionOrder<SemVer> = {
  parse(text) {
    if (text.length > versionCharactersMax) return null;
    return semver.parse(text, { loose: true }) ?? parseShortVersion(text);
  },

  compare: (left, right) => semver.compare(left, right),

  parseRequirement: semanticIntervals,

  requirementOf: (stretch) => comparators(stretch, style),
};

function parseShortVersion(text: string): SemVer | null {
  if (!shortVersionPattern.test(text)) return null;
  return semver.parse(text.includes('.') ? `${text}.0` : `${text}.0.0`);
}
