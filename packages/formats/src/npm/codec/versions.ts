import { clean, valid } from 'semver';
import { versionInvalid } from './errors.ts';

const versionCharsMax = 128;

/**
 * A version as a client must name it: semantic, and in the one spelling that needs no cleaning.
 *
 * @throws AppError `NPM_VERSION_INVALID`
 */
export function requireVersion(version: string): void {
  if (version.length <= versionCharsMax && valid(version) === version) return;
  throw versionInvalid(`${JSON.stringify(version.slice(0, 80))} is no semantic version.`);
}

/** The version of a package.json the way npm cleans it when it publishes, or null. */
export function cleanVersion(version: unknown): string | null {
  if (typeof version !== 'string' || version.length > versionCharsMax) return null;
  return clean(version, { loose: true });
}
