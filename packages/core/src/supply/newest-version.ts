import { type EcosystemName, versionRangeFor } from '@bonded/scanner/advisories';

/** Ecosystems whose versions are of Semantic Versioning: what follows a hyphen comes before. */
const semantic: ReadonlySet<EcosystemName> = new Set<EcosystemName>([
  'npm',
  'crates.io',
  'NuGet',
  'Go',
]);

/** By which the others say that a version is not the one that it will be. */
const early =
  /(?:^|[^a-z])(?:a|alpha|b|beta|c|cr|dev|ea|m|milestone|pre|preview|rc|snapshot)\.?\d*(?:[^a-z\d]|$)/i;

/**
 * The version that somebody gets who names none: the greatest in the order of its format that is
 * finished, else the greatest. Null where there is none, or where nobody orders them.
 */
export function newestVersion(
  order: EcosystemName | undefined,
  versions: readonly string[],
): string | null {
  if (order === undefined) return null;
  const finished = versions.filter((version) => !isEarly(order, version));
  const candidates = finished.length > 0 ? finished : versions;
  return candidates.reduce<string | null>((best, version) => {
    const isGreater = best === null || versionRangeFor(order, `>${best}`)?.(version) === true;
    return isGreater ? version : best;
  }, null);
}

function isEarly(order: EcosystemName, version: string): boolean {
  const [named = ''] = version.split('+', 1);
  return semantic.has(order) ? named.includes('-') : early.test(named);
}
