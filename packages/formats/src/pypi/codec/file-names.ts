import { fileNameInvalid } from './errors.ts';
import { isProjectName, normaliseName } from './names.ts';
import { normaliseVersion } from './versions.ts';

const nameCharsMax = 255;
/** What a URL, a shell and every file system leave alone. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._+!-]*$/;

interface Named {
  readonly fileName: string;
  /** Normalised, as the version is. */
  readonly name: string;
  readonly version: string;
}

export interface WheelName extends Named {
  readonly kind: 'wheel';
  /** `py3`, or `py2.py3` where the wheel is for several. */
  readonly pythonTag: string;
}

export interface SdistName extends Named {
  readonly kind: 'sdist';
  readonly container: 'tar.gz' | 'zip';
}

export type DistributionName = WheelName | SdistName;

/** @throws AppError `PYPI_FILENAME_INVALID` */
export function parseFileName(fileName: string): DistributionName {
  if (fileName.length > nameCharsMax || !plainName.test(fileName)) throw refused(fileName);
  if (fileName.endsWith('.whl')) return parseWheelName(fileName);
  if (fileName.endsWith('.tar.gz')) return parseSdistName(fileName, 'tar.gz');
  if (fileName.endsWith('.zip')) return parseSdistName(fileName, 'zip');
  throw refused(fileName);
}

/** `{name}-{version}(-{build})?-{python}-{abi}-{platform}.whl`: no part has a hyphen. */
function parseWheelName(fileName: string): WheelName {
  const parts = fileName.slice(0, -'.whl'.length).split('-');
  const [rawName = '', rawVersion = ''] = parts;
  const hasBuild = parts.length === 6;
  const isWhole = parts.every((part) => part !== '') && (hasBuild || parts.length === 5);
  const isBuild = !hasBuild || /^\d/.test(parts[2] ?? '');
  if (!isWhole || !isBuild) throw refused(fileName);
  const pythonTag = parts.at(-3) ?? '';
  return { kind: 'wheel', fileName, pythonTag, ...named(fileName, rawName, rawVersion) };
}

/** PEP 625. Older names have hyphens in the name as well: the last one counts. */
function parseSdistName(fileName: string, container: SdistName['container']): SdistName {
  const stem = fileName.slice(0, -`.${container}`.length);
  const hyphen = stem.lastIndexOf('-');
  if (hyphen === -1) throw refused(fileName);
  const parts = named(fileName, stem.slice(0, hyphen), stem.slice(hyphen + 1));
  return { kind: 'sdist', fileName, container, ...parts };
}

function named(fileName: string, rawName: string, rawVersion: string) {
  const version = normaliseVersion(rawVersion.replaceAll('_', '-'));
  if (!isProjectName(rawName) || version === null) throw refused(fileName);
  return { name: normaliseName(rawName), version };
}

function refused(fileName: string) {
  const shown = JSON.stringify(fileName.slice(0, 120));
  return fileNameInvalid(
    `${shown} is the name of no wheel (.whl) and of no source distribution (.tar.gz, .zip).`,
  );
}
