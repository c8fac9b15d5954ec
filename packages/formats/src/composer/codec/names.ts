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

/** Where the archive lies below the repository: also where it is uploaded to. */
export function archivePath(name: string, version: string): string {
  return `packages/${name}/${version}.zip`;
}
