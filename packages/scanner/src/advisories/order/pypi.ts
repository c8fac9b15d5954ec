import { comparators } from './comparators.ts';
import { parseSpecifiers } from './pypi-specifier.ts';
import { comparePypiVersions, type PypiVersion, parsePypiVersion } from './pypi-version.ts';
import type { VersionOrder } from './version-order.ts';

const style = {
  compare: comparePypiVersions,
  textOf: ({ text }: PypiVersion) => text,
  equal: '==',
  and: ',',
  every: '>=0.dev0',
};

/** Versions in the order of PEP 440, and version specifiers. */
export const pypiOrder: VersionOrder<PypiVersion> = {
  parse: parsePypiVersion,

  compare: comparePypiVersions,

  parseRequirement: parseSpecifiers,

  requirementOf: (stretch) => comparators(stretch, style),

  /** PEP 440, "Local version identifiers": 1.0+cu118 is 1.0 as somebody else built it. */
  rebuiltFrom(version) {
    return version.local.length === 0 ? null : { ...version, local: [] };
  },
};
