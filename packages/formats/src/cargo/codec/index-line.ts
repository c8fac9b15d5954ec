import type { CrateManifest } from './manifest.ts';

export interface IndexedCrate {
  readonly manifest: CrateManifest;
  /** SHA-256 of the archive, in hex. */
  readonly digest: string;
  /** Null where an upstream does not say. */
  readonly publishedAt: Date | null;
  /** Left alone by every resolution that does not have it in its lock file already. */
  readonly isYanked: boolean;
}

/** One line of an index file: one version. */
export function indexLine({ manifest, digest, publishedAt, isYanked }: IndexedCrate): string {
  const { plain, extended } = splitFeatures(manifest.features);
  const hasExtended = Object.keys(extended).length > 0;
  return JSON.stringify({
    name: manifest.name,
    vers: manifest.version,
    deps: manifest.dependencies,
    cksum: digest,
    features: plain,
    ...(hasExtended && { features2: extended, v: 2 }),
    yanked: isYanked,
    links: manifest.links,
    ...(manifest.rustVersion !== null && { rust_version: manifest.rustVersion }),
    ...(publishedAt !== null && { pubtime: `${publishedAt.toISOString().slice(0, 19)}Z` }),
  });
}

/** Cargo before 1.60 cannot read `dep:` and `?`, and does not look into the second map. */
function splitFeatures(features: CrateManifest['features']) {
  const entries = Object.entries(features);
  const isExtended = ([, its]: (typeof entries)[number]) =>
    its.some((each) => each.startsWith('dep:') || each.includes('?'));
  return {
    plain: Object.fromEntries(entries.filter((entry) => !isExtended(entry))),
    extended: Object.fromEntries(entries.filter(isExtended)),
  };
}
