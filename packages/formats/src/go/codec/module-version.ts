import { compare, prerelease, valid } from 'semver';
import { moduleNameInvalid } from './errors.ts';
import { majorSuffixOf } from './module-path.ts';

const incompatible = '+incompatible';
/** `module.pseudoVersionRE`: a commit by its moment and hash, where no tag names it. */
const pseudo = /^v\d+\.(?:0\.0-|\d+\.\d+-(?:[^+]*\.)?0\.)(\d{14})-[A-Za-z0-9]+(?:\+incompatible)?$/;

/** A canonical version: `v`, all three numbers, and no build but `+incompatible`. */
export function isModuleVersion(version: string): boolean {
  if (!version.startsWith('v')) return false;
  const plain = withoutSuffix(version).slice(1);
  return valid(plain) === plain;
}

/**
 * A version that the module of that path can have. Errors: GO_MODULE_NAME_INVALID.
 */
export function requireModuleVersion(path: string, version: string): string {
  if (!isModuleVersion(version)) {
    const shown = JSON.stringify(version.slice(0, 80));
    throw moduleNameInvalid(`${shown} is no canonical version, such as v1.2.3.`);
  }
  if (!fitsPath(path, version)) {
    const major = majorSuffixOf(path);
    const wanted = major === '' || major === null ? 'v0 or v1' : major;
    throw moduleNameInvalid(`${version} of ${path} cannot be: its path says ${wanted}.`);
  }
  return version;
}

/** True where the module of that path can have the version. */
export function isVersionOf(path: string, version: string): boolean {
  return isModuleVersion(version) && fitsPath(path, version);
}

/** `module.CheckPathMajor`. */
function fitsPath(path: string, version: string): boolean {
  const suffix = majorSuffixOf(path);
  const [major = ''] = version.split('.', 1);
  if (suffix === '') {
    const isEarly = major === 'v0' || major === 'v1';
    return isIncompatible(version) ? !isEarly : isEarly;
  }
  // An old fault of gopkg.in that published modules rely on.
  const isOldPseudo = suffix === 'v1' && version.startsWith('v0.0.0-');
  return !isIncompatible(version) && (major === suffix || isOldPseudo);
}

/** A version from before modules: its path says no major version, and it has no go.mod. */
export function isIncompatible(version: string): boolean {
  return version.endsWith(incompatible);
}

export function isPseudoVersion(version: string): boolean {
  return pseudo.test(version);
}

/** Ascending. */
export function compareVersions(one: string, other: string): number {
  return compare(withoutSuffix(one), withoutSuffix(other));
}

/**
 * What `@latest` is of these: the highest release, or else the highest pre-release, or else the
 * newest commit (module reference, "Version queries").
 */
export function latestOf(versions: readonly string[]): string | null {
  const newest = (candidates: readonly string[]) => candidates.toSorted(compareVersions).at(-1);
  const tagged = versions.filter((version) => !isPseudoVersion(version));
  const releases = tagged.filter((version) => prerelease(withoutSuffix(version)) === null);
  return newest(releases) ?? newest(tagged) ?? newestCommit(versions) ?? null;
}

function newestCommit(versions: readonly string[]): string | undefined {
  const moment = (version: string) => pseudo.exec(version)?.[1] ?? '';
  return versions.toSorted((one, other) => moment(one).localeCompare(moment(other))).at(-1);
}

function withoutSuffix(version: string): string {
  return isIncompatible(version) ? version.slice(0, -incompatible.length) : version;
}
