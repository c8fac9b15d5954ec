import { manifestInvalid } from './errors.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { isPackageName } from './names.ts';

const dependenciesMax = 5_000;
const rangeCharsMax = 2_048;

/** Names to ranges. Only own keys count: a package may well be called `constructor`. */
export type DependencyMap = Readonly<Record<string, string>>;

export interface DependencySets {
  readonly dependencies: DependencyMap;
  readonly devDependencies: DependencyMap;
  readonly optionalDependencies: DependencyMap;
  readonly peerDependencies: DependencyMap;
}

/**
 * The four sets of a manifest. What is optional is not listed as required as well: npm's own
 * tools remove it there, and clients that see both would fail where npm does not.
 *
 * @throws AppError `NPM_MANIFEST_INVALID`
 */
export function readDependencies(manifest: JsonObject): DependencySets {
  const optionalDependencies = readMap(manifest, 'optionalDependencies');
  const required = Object.entries(readMap(manifest, 'dependencies'));
  return {
    dependencies: Object.fromEntries(
      required.filter(([name]) => !Object.hasOwn(optionalDependencies, name)),
    ),
    devDependencies: readMap(manifest, 'devDependencies'),
    optionalDependencies,
    peerDependencies: readMap(manifest, 'peerDependencies'),
  };
}

/** `true` bundles all dependencies; older packages write `bundledDependencies`. */
export function bundledNames(manifest: JsonObject, sets: DependencySets): string[] {
  const stated = manifest['bundleDependencies'] ?? manifest['bundledDependencies'];
  if (stated === true) return Object.keys(sets.dependencies).toSorted();
  const names: unknown[] = Array.isArray(stated) ? stated : [];
  return names
    .filter((name) => typeof name === 'string')
    .filter(isPackageName)
    .toSorted();
}

function readMap(manifest: JsonObject, field: keyof DependencySets): DependencyMap {
  const value = manifest[field] ?? {};
  // Packages of the first years wrote an empty list.
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isObject(value)) throw manifestInvalid(`"${field}" is not a map of names to ranges.`);
  const entries = Object.entries(value);
  if (entries.length > dependenciesMax) {
    throw manifestInvalid(`"${field}" has more than ${dependenciesMax} entries.`);
  }
  return Object.fromEntries(entries.map(([name, range]) => [name, readRange(field, name, range)]));
}

function readRange(field: string, name: string, range: unknown): string {
  const isSane = typeof range === 'string' && range.length <= rangeCharsMax && isPackageName(name);
  if (isSane) return range;
  throw manifestInvalid(`"${field}" has an entry ${JSON.stringify(name.slice(0, 80))} of no use.`);
}
