import { crateNameInvalid } from './errors.ts';

const nameCharsMax = 64;
/** ASCII, so that a name is one path segment in every tool and on every file system. */
const plainName = /^[A-Za-z][A-Za-z0-9_-]*$/;
/** Windows takes these for devices, whatever follows. */
const deviceNames = new Set(['con', 'prn', 'aux', 'nul']);
const devicePorts = /^(?:com|lpt)[0-9]$/;

/** The rules of crates.io for a new crate. @throws AppError `CARGO_NAME_INVALID` */
export function requireCrateName(name: string): void {
  if (isCrateName(name)) return;
  const shown = JSON.stringify(name.slice(0, 80));
  throw crateNameInvalid(
    `${shown} is no name for a crate: a letter, then letters, digits, "-" and "_", at most 64.`,
  );
}

export function isCrateName(name: string): boolean {
  const folded = name.toLowerCase();
  const isDevice = deviceNames.has(folded) || devicePorts.test(folded);
  return name.length <= nameCharsMax && plainName.test(name) && !isDevice;
}

/** Names that differ in case or in `-` and `_` alone are one name. */
export function crateNameKey(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/**
 * Which crate an index file is about, or null where no crate lies at that path: `1/a`, `2/ab`,
 * `3/a/abc`, `ab/cd/abcd`, all in lower case.
 */
export function crateOfIndexPath(path: string): string | null {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  return indexPathOf(name) === path ? name : null;
}

export function indexPathOf(name: string): string {
  return `${indexFolderOf(name)}/${name}`;
}

/** What stands before the name in the path of its index file. */
export function indexFolderOf(name: string): string {
  if (name.length < 3) return String(name.length);
  if (name.length === 3) return `3/${name[0]}`;
  return `${name.slice(0, 2)}/${name.slice(2, 4)}`;
}

/** Where the archive lies below the repository. */
export function cratePath(name: string, version: string): string {
  return `${name}/${name}-${version}.crate`;
}
