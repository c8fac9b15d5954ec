import { packageNameInvalid } from './errors.ts';

const idCharsMax = 100;
/** Words of letters, digits and underscores, between them single dots or hyphens. */
const idPattern = /^[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*$/;

export function isPackageId(id: string): boolean {
  return id.length <= idCharsMax && idPattern.test(id);
}

/** @throws AppError `NUGET_PACKAGE_NAME_INVALID` */
export function requirePackageId(id: string): string {
  if (isPackageId(id)) return id;
  throw packageNameInvalid(`${JSON.stringify(id.slice(0, 120))} is no package id.`);
}
