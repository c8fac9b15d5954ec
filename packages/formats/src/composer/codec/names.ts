import { nameInvalid } from './errors.ts';

const nameCharsMax = 200;
/** Composer's schema: words of letters and digits, single separators between them. */
const word = /^[a-z0-9]+$/;

/** @throws AppError `COMPOSER_NAME_INVALID` */
export function requirePackageName(name: string): void {
  if (isPackageName(name)) return;
  const shown = JSON.stringify(name.slice(0, 80));
  throw nameInvalid(`${shown} is no package name: "vendor/name", in lower case.`);
}

/** As it is kept, whatever its case. @throws AppError `COMPOSER_NAME_INVALID` */
export function packageNameOf(text: string): string {
  const name = text.toLowerCase();
  requirePackageName(name);
  return name;
}

export function isPackageName(name: string): boolean {
  const parts = name.split('/');
  return name.length <= nameCharsMax && parts.length === 2 && parts.every(isPart);
}

/** Two hyphens may follow each other in the second part; that is let pass in both. */
function isPart(part: string): boolean {
  return part
    .replaceAll('--', '-')
    .split(/[-._]/)
    .every((each) => word.test(each));
}

/**
 * Where the archive lies below the repository: also where it is uploaded to. The slash of a branch
 * is written as what no branch of git has.
 */
export function archivePath(name: string, version: string): string {
  return `packages/${name}/${version.replaceAll('/', '~')}.zip`;
}

/** Which version lies at a path; null where there can be none. */
export function versionAtPath(path: string): { name: string; version: string } | null {
  const [, name = '', stem] = /^packages\/([^/]+\/[^/]+)\/([^/]+)\.zip$/.exec(path) ?? [];
  if (stem === undefined || !isPackageName(name)) return null;
  return { name, version: stem.replaceAll('~', '/') };
}
