import { nameInvalid } from './errors.ts';

const nameCharsMax = 128;
/** PEP 508: letters and digits, and between them `.`, `-` and `_`. */
const projectName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** @throws AppError `PYPI_NAME_INVALID` */
export function requireProjectName(name: string): string {
  if (isProjectName(name)) return name;
  const shown = JSON.stringify(name.slice(0, 80));
  throw nameInvalid(`${shown} is no project name: letters, digits, ".", "-" and "_".`);
}

export function isProjectName(name: string): boolean {
  return name.length <= nameCharsMax && projectName.test(name);
}

/** PEP 503: the one spelling under which a project is looked up. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

export interface FilePlace {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
}

/** Where a file lies below its repository, decoded. */
export function filePath({ name, version, fileName }: FilePlace): string {
  return `packages/${name}/${version}/${fileName}`;
}

/** What PEP 658 puts behind the address of a wheel, for its metadata. */
export const metadataSuffix = '.metadata';

export function metadataPath(path: string): string {
  return `${path}${metadataSuffix}`;
}

/** As which PEP 740 has it sent. */
export const provenanceType = 'application/vnd.pypi.integrity.v1+json';

export const provenanceSuffix = '.provenance';

export function provenancePath(path: string): string {
  return `${path}${provenanceSuffix}`;
}

/** Where PEP 740 has it, below the repository. */
export function provenanceAddress({ name, version, fileName }: FilePlace): string {
  return `integrity/${name}/${version}/${fileName}/provenance`;
}

export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
