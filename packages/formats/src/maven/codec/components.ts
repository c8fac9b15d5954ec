import type { ScanComponent } from '@bonded/core/ports';
import { mavenOrder, purlOf } from '@bonded/core/ports';
import { type Coordinates, packageNameOf } from './coordinates.ts';
import type { Pom, PomDependency } from './pom.ts';
import { baseVersionOf } from './snapshot-build.ts';

const ecosystem = 'Maven';
/** What an artifact is used with. Tests stay at home. */
const scopes: ReadonlySet<string> = new Set(['compile', 'runtime', 'provided']);
const dependenciesMax = 5_000;

/** The artifact itself, and what its pom wants beside it. */
export function componentsOf(at: Coordinates, pom: Pom | null): readonly ScanComponent[] {
  const name = packageNameOf(at);
  const licence = pom?.licence ?? null;
  const self: ScanComponent = {
    purl: purlOf(ecosystem, name, at.version),
    ecosystem,
    name,
    // A build of a snapshot sorts behind the release that it comes before.
    version: baseVersionOf(at.version),
    versionIsExact: true,
    relation: 'self',
    ...(licence !== null && { licence }),
  };
  const wanted = (pom?.dependencies ?? [])
    .filter(({ scope }) => scopes.has(scope))
    .slice(0, dependenciesMax)
    .map(componentOf);
  return [self, ...new Map(wanted.map((each) => [each.purl, each])).values()];
}

function componentOf(dependency: PomDependency): ScanComponent {
  const name = packageNameOf(dependency);
  const version = dependency.version?.trim() ?? '';
  const isExact = !/^[[(]/.test(version) && mavenOrder.parse(version) !== null;
  return {
    purl: purlOf(ecosystem, name, isExact ? version : undefined),
    ecosystem,
    name,
    // Another pom decides: any version may come of it.
    version: version === '' ? '[0,)' : version,
    versionIsExact: isExact,
    relation: 'dependency',
  };
}
