import semver, { type SemVer } from 'semver';
import { comparators } from './comparators.ts';
import { semanticIntervals } from './semantic-range.ts';
import type { VersionOrder } from './version-order.ts';

const versionCharactersMax = 256;
const requirementCharactersMax = 1_024;

const comparatorPattern = /^(?:[=^~]|[<>]=?)?\s*[\d*xX][\w.+*-]*$/;

const style = {
  compare: semver.compare,
  textOf: ({ version }: SemVer) => version,
  equal: '=',
  and: ', ',
  every: '*',
};

/** Semantic versions without any leniency, as Cargo reads them, and Cargo's requirements. */
export const cratesOrder: VersionOrder<SemVer> = {
  parse: (text) =>
    text.length > versionCharactersMax || /^[=v\s]/.test(text) ? null : semver.parse(text),

  compare: (left, right) => semver.compare(left, right),

  // As npm's, but commas stand between comparators, and a bare `1.2` means `^1.2`.
  parseRequirement(text) {
    if (text.length > requirementCharactersMax) return null;
    const parts = text.split(',').map((part) => part.trim());
    if (!parts.every((part) => comparatorPattern.test(part))) return null;
    return semanticIntervals(parts.map(withCaret).join(' '));
  },

  requirementOf: (stretch) => comparators(stretch, style),
};

function withCaret(part: string): string {
  return /^\d/.test(part) && !part.includes('*') ? `^${part}` : part;
}
