import { nameInvalid } from './errors.ts';

const nameCharsMax = 214;
/** What a URL, a folder and a shell all leave alone. */
const plainName = /^[a-z0-9][a-z0-9._-]*$/;
const plainScope = /^@[a-z0-9_~-][a-z0-9._~-]*$/;
/** Old names may have capitals and more: they are read, never published. */
const legacyName = /^[A-Za-z0-9_~!'()*.-]+$/;
/** They mean something else in a folder of packages or at the root of a site. */
const reservedNames = new Set(['node_modules', 'favicon.ico']);

/**
 * The rules for names of new packages, as npm's own validator states them: lower case, safe in a
 * URL, at most 214 characters. Names of Node's own modules are free here: their forks are private.
 *
 * @throws AppError `NPM_NAME_INVALID`
 */
export function requirePublishableName(name: string): void {
  const { scope, base } = splitName(name);
  const isPlain =
    name.length <= nameCharsMax &&
    plainName.test(base) &&
    (scope === undefined ? !reservedNames.has(base) : plainScope.test(scope));
  if (!isPlain) {
    throw nameInvalid(
      `${shown(name)} is no name for a new package: lower-case letters, digits, ".", "-" and "_".`,
    );
  }
}

/**
 * The rules for names of packages that are somewhere already: old ones may have capitals.
 *
 * @throws AppError `NPM_NAME_INVALID`
 */
export function requireForeignName(name: string): void {
  if (!isPackageName(name)) throw nameInvalid(`${shown(name)} is no name that npm ever took.`);
}

/** True for any name that npm has ever taken. */
export function isPackageName(name: string): boolean {
  const { scope, base } = splitName(name);
  const isBase = legacyName.test(base) && !/^[.]/.test(base);
  return name.length <= nameCharsMax && isBase && (scope === undefined || isScope(scope));
}

function isScope(scope: string): boolean {
  return legacyName.test(scope.slice(1)) && !/^@\.{1,2}$/.test(scope);
}

function splitName(name: string): { scope: string | undefined; base: string } {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1;
  return slash === -1
    ? { scope: undefined, base: name }
    : { scope: name.slice(0, slash), base: name.slice(slash + 1) };
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

/** The name without its scope. */
export function unscopedName(name: string): string {
  return splitName(name).base;
}

/** True where a decoded slash belongs to a path segment: between a scope and a name. */
export function isScopedName(segment: string): boolean {
  return segment.startsWith('@') && isPackageName(segment);
}

/** The same with a version behind it: `@scope/name@1.0.0`. */
export function isScopedSpec(segment: string): boolean {
  const at = segment.lastIndexOf('@');
  return isScopedName(at > 0 ? segment.slice(0, at) : segment);
}

/** Where a tarball lies below the repository: some clients build this path without asking. */
export function tarballPath(name: string, version: string): string {
  return `${name}/-/${unscopedName(name)}-${version}.tgz`;
}

/** Where the statement about a tarball lies, beside it. */
export function provenancePath(name: string, version: string): string {
  return `${name}/-/${unscopedName(name)}-${version}.sigstore`;
}

/** Where clients ask for all statements about a version. */
export function attestationsPath(name: string, version: string): string {
  return `-/npm/v1/attestations/${name.replace('/', '%2f')}@${version}`;
}
