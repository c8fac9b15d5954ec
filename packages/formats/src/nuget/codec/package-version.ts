import { packageNameInvalid } from './errors.ts';

/** A version as NuGet reads it: SemVer 2.0.0, and a fourth number from older times. */
export interface PackageVersion {
  /** Major, minor, patch and revision. */
  readonly numbers: readonly number[];
  readonly labels: readonly string[];
  /** What stands behind the plus; it tells no two versions apart. */
  readonly metadata: string;
}

const versionCharsMax = 64;
const numberMax = 2 ** 31 - 1;
const pattern =
  /^(\d{1,10}(?:\.\d{1,10}){0,3})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z.-]+))?$/;

export function parseVersion(text: string): PackageVersion | null {
  const [, release, labels, metadata = ''] =
    text.length > versionCharsMax ? [] : (pattern.exec(text) ?? []);
  if (release === undefined) return null;
  const numbers = release.split('.').map(Number);
  if (numbers.some((number) => number > numberMax)) return null;
  return {
    numbers: [...numbers, 0, 0, 0].slice(0, 4),
    labels: labels?.split('.') ?? [],
    metadata,
  };
}

/** @throws AppError `NUGET_PACKAGE_NAME_INVALID` */
export function requireVersion(text: string): PackageVersion {
  const version = parseVersion(text);
  if (version !== null) return version;
  throw packageNameInvalid(`${JSON.stringify(text.slice(0, 80))} is no version.`);
}

/** Three numbers, a fourth where it says something, the labels: `1.0` is `1.0.0`. */
export function normalVersion({ numbers, labels }: PackageVersion): string {
  const [major = 0, minor = 0, patch = 0, revision = 0] = numbers;
  const release = [major, minor, patch, ...(revision === 0 ? [] : [revision])].join('.');
  return labels.length === 0 ? release : `${release}-${labels.join('.')}`;
}

/** The same with its metadata, as people read it. */
export function fullVersion(version: PackageVersion): string {
  const normal = normalVersion(version);
  return version.metadata === '' ? normal : `${normal}+${version.metadata}`;
}

/** The one spelling of a version in addresses and in our rows: no two versions differ in case. */
export function versionKey(version: PackageVersion): string {
  return normalVersion(version).toLowerCase();
}

export function isPrerelease({ labels }: PackageVersion): boolean {
  return labels.length > 0;
}

/** What clients from before NuGet 4.3 cannot read. */
export function needsSemVer2({ labels, metadata }: PackageVersion): boolean {
  return labels.length > 1 || metadata !== '';
}

/** Ascending. */
export function compareVersions(one: PackageVersion, other: PackageVersion): number {
  for (const [at, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareLabels(one.labels, other.labels);
}

/** A release comes after its pre-releases, and more labels after fewer. */
function compareLabels(ones: readonly string[], others: readonly string[]): number {
  if (ones.length === 0 || others.length === 0) return others.length - ones.length;
  for (const [at, one] of ones.entries()) {
    const other = others[at];
    if (other === undefined) return 1;
    const difference = compareLabel(one.toLowerCase(), other.toLowerCase());
    if (difference !== 0) return difference;
  }
  return ones.length - others.length;
}

const numeric = /^\d+$/;

function compareLabel(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [numeric.test(one), numeric.test(other)];
  if (isNumber && isOtherNumber) return Number(one) - Number(other);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}
