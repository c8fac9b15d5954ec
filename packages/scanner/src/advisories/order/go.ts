import semver, { type SemVer } from 'semver';
import { comparators } from './comparators.ts';
import type { VersionOrder } from './version-order.ts';

const versionCharactersMax = 256;

/** `v1` and `v1.2`: short for `v1.0.0` and `v1.2.0`, without anything behind. */
const shortVersionPattern = /^\d{1,15}(\.\d{1,15})?$/;

const style = {
  compare: semver.compare,
  textOf: ({ version }: SemVer) => `v${version}`,
  equal: '',
  and: ' ',
  every: '*',
};

/**
 * Module versions in the order of golang.org/x/mod/semver. Pseudo-versions are pre-releases, and
 * `+incompatible` is build metadata; OSV writes versions without the `v`.
 */
export const goOrder: VersionOrder<SemVer> = {
  parse(text) {
    if (text.length > versionCharactersMax || !/^v?\d/.test(text)) return null;
    const version = text.startsWith('v') ? text.slice(1) : text;
    if (!shortVersionPattern.test(version)) return semver.parse(version);
    return semver.parse(version.includes('.') ? `${version}.0` : `${version}.0.0`);
  },

  compare: (left, right) => semver.compare(left, right),

  // `require example.org/x v1.2.0` is a minimum: another module may ask for more.
  parseRequirement(text) {
    const from = goOrder.parse(text.trim());
    return from === null ? null : [{ from, to: null, toInclusive: true }];
  },

  requirementOf: (stretch) => comparators(stretch, style),
};
