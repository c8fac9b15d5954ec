import { purlOf, type ScanComponent } from '@bonded/core/ports';
import type { DerivedRelease } from './release.ts';
import { parseRequirement, pinnedVersion, type Requirement } from './requirements.ts';
import { normaliseVersion } from './versions.ts';

const ecosystem = 'PyPI';
/** A requirement without a version allows every one. */
const anyVersion = '>=0';

/** What a scanner should judge: the release itself, and what installing it brings along. */
export function componentsOf(release: DerivedRelease): ScanComponent[] {
  const { name, version, licence } = release;
  const self: ScanComponent = {
    ...exact(name, version),
    relation: 'self',
    ...(licence !== null && { licence }),
  };
  const needed = release.requiresDist
    .map(parseRequirement)
    .filter((requirement) => requirement !== null && !requirement.isExtra)
    // NOTE: the filter above leaves no null.
    .map((requirement) => dependency(requirement as Requirement));
  const seen = new Map(needed.map((each) => [`${each.purl} ${each.version}`, each]));
  return [self, ...seen.values()];
}

function exact(name: string, version: string) {
  return { purl: purlOf(ecosystem, name, version), ecosystem, name, version, versionIsExact: true };
}

function dependency({ name, specifier }: Requirement): ScanComponent {
  const pinned = normaliseVersion(pinnedVersion(specifier) ?? '');
  if (pinned !== null) return { ...exact(name, pinned), relation: 'dependency' };
  return {
    purl: purlOf(ecosystem, name),
    ecosystem,
    name,
    version: specifier === '' ? anyVersion : specifier,
    versionIsExact: false,
    relation: 'dependency',
  };
}
