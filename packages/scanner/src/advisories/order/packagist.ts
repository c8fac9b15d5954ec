import type { Interval } from './interval.ts';
import { parseConstraints } from './packagist-constraint.ts';
import {
  comparePackagistVersions,
  type PackagistVersion,
  parsePackagistVersion,
} from './packagist-version.ts';
import type { VersionOrder } from './version-order.ts';

/** Versions and constraints of composer/semver. */
export const packagistOrder: VersionOrder<PackagistVersion> = {
  parse: parsePackagistVersion,

  compare: comparePackagistVersions,

  parseRequirement: parseConstraints,

  requirementOf(stretch) {
    const { from, to, toInclusive } = stretch;
    if (isPoint(stretch)) return textOf(stretch.from);
    const start = from === null ? [] : [`>=${textOf(from)}`];
    const end = to === null ? [] : [toInclusive ? `<=${textOf(to)}` : `<${endText(to)}`];
    return [...start, ...end].join(',') || '*';
  },
};

function isPoint(
  stretch: Interval<PackagistVersion>,
): stretch is Interval<PackagistVersion> & { readonly from: PackagistVersion } {
  const { from, to, toInclusive } = stretch;
  return from !== null && to !== null && toInclusive && comparePackagistVersions(from, to) === 0;
}

function textOf({ text, normal }: PackagistVersion): string {
  return /^\d+(?:\.\d+)*$/.test(text) ? text : normal;
}

/** To Composer `<1.2.3` leaves out 1.2.3-beta1, which an advisory with `fixed: 1.2.3` affects. */
function endText(version: PackagistVersion): string {
  return version.isPlain ? `${textOf(version)}-stable` : textOf(version);
}
