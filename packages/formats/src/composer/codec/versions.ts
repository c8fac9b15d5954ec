import { normalisePackagistVersion } from '@bonded/core/ports';
import { versionInvalid } from './errors.ts';

const versionCharsMax = 128;
/** A branch by its name; what git allows beyond this would be a path somewhere. */
const branch = /^dev-[\w.+-]+$/;

export interface ComposerVersion {
  /** The one spelling that we give out: without `v`, with three numbers. */
  readonly pretty: string;
  /** What Composer compares: `1.2.3.0-beta2`. */
  readonly normal: string;
  /** A branch moves on; a release never does. */
  readonly isBranch: boolean;
}

/**
 * Reads a version as composer/semver normalises it. Spellings of one version (`v1.0`, `1.0.0`)
 * come out the same.
 *
 * @throws AppError `COMPOSER_VERSION_INVALID`
 */
export function readVersion(text: string): ComposerVersion {
  if (text.length > versionCharsMax || text.includes('/') || text.includes(' '))
    throw refused(text);
  if (branch.test(text)) return { pretty: text, normal: text, isBranch: true };
  const normal = normalisePackagistVersion(text);
  if (normal === null) throw refused(text);
  const isBranch = normal.includes('9999999');
  return { pretty: isBranch ? text : prettyOf(normal), normal, isBranch };
}

/** A state of a branch as forges have it: their names of branches have slashes. */
export function readState(text: string): ComposerVersion {
  const isNested = /^dev-[\w.+-]+(?:\/[\w.+-]+)+$/.test(text) && text.length <= versionCharsMax;
  return isNested ? { pretty: text, normal: text, isBranch: true } : readVersion(text);
}

/** The same, or null where Composer could not read it. */
export function readableVersion(text: string): ComposerVersion | null {
  try {
    return readVersion(text);
  } catch {
    return null;
  }
}

/** A branch at one of its commits, as Composer writes it too: `dev-main#1a2b3c`. */
export function atReference(pretty: string, reference: string): string {
  return `${pretty}#${reference}`;
}

/** What it was made of; the reference is null where the version is a release. */
export function splitReference(key: string): {
  readonly pretty: string;
  readonly reference: string | null;
} {
  const at = key.indexOf('#');
  if (at === -1) return { pretty: key, reference: null };
  return { pretty: key.slice(0, at), reference: key.slice(at + 1) };
}

/** `1.2.0.0-beta2` is written `1.2.0-beta2`. */
function prettyOf(normal: string): string {
  const dash = normal.indexOf('-');
  const numbers = dash === -1 ? normal : normal.slice(0, dash);
  const isPlain = numbers.split('.').length === 4 && numbers.endsWith('.0');
  return (isPlain ? numbers.slice(0, -2) : numbers) + (dash === -1 ? '' : normal.slice(dash));
}

/** True for what only who asks for unstable versions by name gets: `~dev.json` has them. */
export function isDevelopment({ normal }: Pick<ComposerVersion, 'normal'>): boolean {
  return normal.startsWith('dev-') || normal.endsWith('-dev');
}

function refused(text: string) {
  const shown = JSON.stringify(text.slice(0, 80));
  return versionInvalid(`${shown} is no version that Composer can read.`);
}
