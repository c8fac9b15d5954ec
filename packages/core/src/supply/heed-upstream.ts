import type { PackageIndex } from './indexed-package.ts';

/**
 * What a proxy has fetched, with what its upstream says of it now: what is taken back or deprecated
 * there after it was fetched is so here as well. What was said here first stays.
 */
export function heedUpstream(stored: PackageIndex, told: PackageIndex): PackageIndex {
  const said = new Map(told.versions.map((version) => [version.version, version]));
  return {
    ...stored,
    versions: stored.versions.map((version) => {
      const {
        yankedAt = null,
        yankedReason = null,
        deprecation = null,
      } = said.get(version.version) ?? {};
      return {
        ...version,
        ...(version.yankedAt === null && { yankedAt, yankedReason }),
        deprecation: version.deprecation ?? deprecation,
      };
    }),
  };
}
