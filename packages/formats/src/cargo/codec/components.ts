import { purlOf, type ScanComponent } from '@bonded/core/ports';
import { valid } from 'semver';
import { cratesIo, packageOf } from './dependency.ts';
import type { CrateManifest } from './manifest.ts';
import { withoutBuild } from './versions.ts';

const ecosystem = 'crates.io';

/** What a scanner should judge: the crate, and what building it brings along. */
export function componentsOf(manifest: CrateManifest): ScanComponent[] {
  const { name, licence } = manifest;
  const version = withoutBuild(manifest.version);
  const self: ScanComponent = {
    purl: purlOf(ecosystem, name, version),
    ecosystem,
    name,
    version,
    versionIsExact: true,
    relation: 'self',
    ...(licence !== null && { licence }),
  };
  const outside = manifest.dependencies
    // Dependencies for its own tests never reach who depends on the crate.
    .filter(({ kind, registry }) => kind !== 'dev' && (registry === null || registry === cratesIo))
    .map((each) => dependencyOf(packageOf(each), each.req));
  const seen = new Map([self, ...outside].map((each) => [`${each.purl} ${each.version}`, each]));
  return [...seen.values()];
}

function dependencyOf(name: string, req: string): ScanComponent {
  const exact = req.startsWith('=') ? (valid(req.slice(1)) ?? undefined) : undefined;
  return {
    purl: purlOf(ecosystem, name, exact),
    ecosystem,
    name,
    version: exact ?? req,
    versionIsExact: exact !== undefined,
    relation: 'dependency',
  };
}
