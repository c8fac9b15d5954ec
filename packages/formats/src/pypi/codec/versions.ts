import { clean, eq, explain, rcompare } from '@renovatebot/pep440';
import { versionInvalid } from './errors.ts';

const versionCharsMax = 128;

/** The one spelling that PEP 440 gives a version, or null where it is none. */
export function normaliseVersion(text: string): string | null {
  // NOTE: the library joins the parts of a local version by commas, which PEP 440 does not know.
  return text.length > versionCharsMax ? null : (clean(text)?.replaceAll(',', '.') ?? null);
}

/** @throws AppError `PYPI_VERSION_INVALID` */
export function requireVersion(text: string): string {
  const version = normaliseVersion(text);
  if (version !== null) return version;
  throw versionInvalid(`${JSON.stringify(text.slice(0, 80))} is no version (PEP 440).`);
}

/** True where installers take two spellings for one version: `1.0` and `1.0.0`. */
export function isSameVersion(one: string, other: string): boolean {
  return eq(one, other);
}

/** The newest, released rather than pre-released; null of none. */
export function newestOf<T extends { readonly version: string }>(all: readonly T[]): T | null {
  const final = all.filter(({ version }) => explain(version)?.is_prerelease === false);
  const candidates = final.length > 0 ? final : all;
  return candidates.toSorted((one, other) => rcompare(one.version, other.version))[0] ?? null;
}
