import { manifestMismatch, publishInvalid } from './errors.ts';
import { isObject, type JsonObject, objectOf, own, textEntries } from './json-object.ts';
import { requirePublishableName } from './names.ts';
import { requireVersion } from './versions.ts';

/** What a client asks for when it publishes one version. */
export interface PublishDocument {
  readonly name: string;
  readonly version: string;
  /** Empty when the client named none. */
  readonly tags: readonly string[];
  /** The version's manifest as the client states it: compared with the archive, never served. */
  readonly claimed: JsonObject;
}

const tagsMax = 100;

/**
 * Reads the document of a publish to the address of `packageName` (PROTOCOLS §3.3).
 *
 * @throws AppError `NPM_PUBLISH_INVALID`, `NPM_NAME_INVALID`, `NPM_VERSION_INVALID`
 */
export function readPublishDocument(document: JsonObject, packageName: string): PublishDocument {
  if (document['name'] !== packageName) {
    throw publishInvalid('The name in the document is not the one in the address.');
  }
  requirePublishableName(packageName);
  const versions = Object.entries(objectOf(document['versions']));
  const [version, claimed] = versions[0] ?? [];
  if (versions.length !== 1 || version === undefined || !isObject(claimed)) {
    throw publishInvalid('A publish carries exactly one version.');
  }
  requireVersion(version);
  if (claimed['version'] !== version) {
    throw publishInvalid('The version in the manifest is not the one it is listed under.');
  }
  const tags = textEntries(document['dist-tags']);
  if (tags.length > tagsMax || tags.some(([, target]) => target !== version)) {
    throw publishInvalid('A publish can only tag the version it carries.');
  }
  return { name: packageName, version, tags: tags.map(([tag]) => tag), claimed };
}

/** In hex, as the bytes were hashed on their way in. */
export interface TarballDigests {
  readonly sha1?: string;
  readonly sha512?: string;
}

/**
 * Compares what the client says of its tarball with the bytes that arrived.
 *
 * @throws AppError `NPM_MANIFEST_MISMATCH`
 */
export function requireDist(claimed: JsonObject, digests: TarballDigests): void {
  const dist = objectOf(claimed['dist']);
  const shasum = own(dist, 'shasum');
  const integrity = own(dist, 'integrity');
  const isSame =
    (typeof shasum !== 'string' || shasum.toLowerCase() === digests.sha1) &&
    (typeof integrity !== 'string' || integrityMatches(integrity, digests));
  if (isSame) return;
  throw manifestMismatch('The tarball that arrived is not the one that the document describes.', {
    details: { fields: ['dist'] },
  });
}

/** Subresource integrity: several hashes may stand side by side; the strongest counts. */
function integrityMatches(integrity: string, digests: TarballDigests): boolean {
  const hashes = integrity.trim().split(/\s+/);
  const strong = hashes.filter((hash) => hash.startsWith('sha512-'));
  if (strong.length > 0) return strong.includes(sri('sha512', digests.sha512));
  const weak = hashes.filter((hash) => hash.startsWith('sha1-'));
  return weak.length === 0 || weak.includes(sri('sha1', digests.sha1));
}

/** `sha512-<base64>` of a digest in hex. */
export function sri(algorithm: 'sha1' | 'sha512', hex: string | undefined): string {
  return `${algorithm}-${Buffer.from(hex ?? '', 'hex').toString('base64')}`;
}
