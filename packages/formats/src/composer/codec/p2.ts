import type { ComposerManifest } from './manifest.ts';
import { archivePath } from './names.ts';
import { type ComposerVersion, isDevelopment } from './versions.ts';

/** Clients print each: a list of what nobody can have must not bury what they asked for. */
const receiptsShownMax = 20;
/** Every Composer of the second generation. */
const anyComposer = '>=2.0';

export interface IndexedPackage {
  readonly manifest: ComposerManifest;
  readonly version: Pick<ComposerVersion, 'pretty' | 'normal'>;
  /** As its archive's path has it. */
  readonly key: string;
  readonly sha1: string;
  readonly reference: string | null;
  readonly isDefaultBranch: boolean;
  readonly publishedAt: Date;
  readonly deprecation: string | null;
  /** Set while the version is not given out. */
  readonly receipt: string | null;
  readonly isYanked: boolean;
}

export interface P2Documents {
  /** `p2/{vendor}/{name}.json` */
  readonly tagged: string;
  /** `p2/{vendor}/{name}~dev.json` */
  readonly development: string;
}

/**
 * What Composer resolves from. Held versions are not in it, since nothing may choose them; their
 * receipts are warnings, which Composer prints when it reads the document.
 */
export function renderP2(
  name: string,
  packages: readonly IndexedPackage[],
  baseUrl: string,
): P2Documents {
  const render = (wantsDevelopment: boolean) => {
    const its = packages.filter(({ version }) => isDevelopment(version) === wantsDevelopment);
    const given = its.filter(({ receipt, isYanked }) => receipt === null && !isYanked);
    const receipts = its.flatMap(({ receipt }) => receipt ?? []).slice(-receiptsShownMax);
    return JSON.stringify({
      packages: { [name]: given.toReversed().map((each) => entryOf(name, each, baseUrl)) },
      ...(receipts.length > 0 && {
        warnings: receipts.map((message) => ({ message, versions: anyComposer })),
      }),
    });
  };
  return { tagged: render(false), development: render(true) };
}

function entryOf(name: string, each: IndexedPackage, baseUrl: string) {
  const { manifest, version, key, sha1, publishedAt, deprecation } = each;
  const path = archivePath(name, key).split('/').map(encodeURIComponent).join('/');
  return {
    ...manifest,
    name,
    version: version.pretty,
    version_normalized: version.normal,
    ...(each.isDefaultBranch && { 'default-branch': true }),
    // The manifest may name what to use instead.
    ...(deprecation !== null && { abandoned: manifest.abandoned || true }),
    // Kept in lock files and in the names of caches: it changes when the bytes do.
    dist: {
      type: 'zip',
      url: `${baseUrl}/${path}`,
      reference: each.reference ?? sha1,
      shasum: sha1,
    },
    time: publishedAt.toISOString(),
  };
}
