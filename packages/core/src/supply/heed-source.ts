import type { PackageIndex } from './indexed-package.ts';

/**
 * What was fetched of a source, with what it tells now: of the states of a branch only the one that
 * it tells of counts. The others stay files, for who locked them.
 */
export function heedSource(
  stored: PackageIndex,
  told: PackageIndex,
  isState: (version: string) => boolean,
): PackageIndex {
  const current = new Set(told.versions.map(({ version }) => version));
  return {
    ...stored,
    versions: stored.versions.filter(({ version }) => !isState(version) || current.has(version)),
  };
}
