import { purlOf, type ScanComponent } from '@bonded/core/ports';
import { type ComposerManifest, licenceOf } from './manifest.ts';
import { isPackageName } from './names.ts';

const ecosystem = 'Packagist';
const exactVersion = /^v?\d+(?:\.\d+){2,3}$/;

/** What a scanner should judge: the package, and what installing it brings along. */
export function componentsOf(manifest: ComposerManifest, version: string): ScanComponent[] {
  const { name } = manifest;
  const licence = licenceOf(manifest);
  const self: ScanComponent = {
    purl: purlOf(ecosystem, name, version),
    ecosystem,
    name,
    version,
    versionIsExact: true,
    relation: 'self',
    ...(licence !== null && { licence }),
  };
  const outside = Object.entries(manifest.require ?? {})
    .map(([required, constraint]) => [required.toLowerCase(), constraint.trim()] as const)
    // `php`, `ext-json` and their like are parts of the platform.
    .filter(([required]) => isPackageName(required))
    .map(([required, constraint]) => dependencyOf(required, constraint));
  return [self, ...outside];
}

function dependencyOf(name: string, constraint: string): ScanComponent {
  const isExact = exactVersion.test(constraint);
  return {
    purl: isExact ? purlOf(ecosystem, name, constraint) : purlOf(ecosystem, name),
    ecosystem,
    name,
    version: constraint,
    versionIsExact: isExact,
    relation: 'dependency',
  };
}
