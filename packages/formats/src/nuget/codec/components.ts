import { purlOf, type ScanComponent } from '@bonded/core/ports';
import type { Dependency, Nuspec } from './nuspec.ts';
import { parseVersion, versionKey } from './package-version.ts';

const ecosystem = 'NuGet';

/** What a scanner should judge: the package, and what any framework brings along with it. */
export function componentsOf(nuspec: Nuspec): ScanComponent[] {
  const { id, versionKey: version, licenseExpression: licence } = nuspec;
  const self: ScanComponent = {
    ...exact(id, version),
    relation: 'self',
    ...(licence !== null && { licence }),
  };
  const needed = nuspec.dependencyGroups.flatMap(({ dependencies }) => dependencies);
  const all = [self, ...needed.map(fromDependency)];
  const keyed = all.map((component) => [`${component.purl} ${component.version}`, component]);
  // Entries of two by construction.
  return [...new Map(keyed as [string, ScanComponent][]).values()];
}

function exact(name: string, version: string) {
  return { purl: purlOf(ecosystem, name, version), ecosystem, name, version, versionIsExact: true };
}

function fromDependency({ id, range }: Dependency): ScanComponent {
  const pinned = parseVersion(/^\[([^,]+)\]$/.exec(range)?.[1]?.trim() ?? '');
  if (pinned !== null) return { ...exact(id, versionKey(pinned)), relation: 'dependency' };
  const purl = purlOf(ecosystem, id);
  const relation = 'dependency';
  return { purl, ecosystem, name: id, version: range, versionIsExact: false, relation };
}
