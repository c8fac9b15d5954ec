import { assert, type Digest, isDigest, isId } from '@bonded/kernel';

// Every key the drivers write (docs/storage-layout.md). Keys come from digests and ids of ours
// alone.
export const blobsPrefix = 'blobs/';
export const stagingPrefix = 'staging/';
export const partialsPrefix = 'partials/';

/** Written and read by the readiness probe. */
export const probeKey = 'probe';

/** The same layout as on a file system, so that one can be copied to the other. */
export function blobKey(digest: Digest): string {
  return `${blobsPrefix}${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`;
}

/** The digest that a key names, or null for a key that is not a blob's. */
export function digestOfKey(key: string): Digest | null {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return isDigest(name) && blobKey(name) === key ? name : null;
}

export function stagingKey(stagingId: string): string {
  return `${stagingPrefix}${stagingId}`;
}

/** All that belongs to an upload. */
export function partialPrefix(id: string): string {
  assert(isId(id), 'an upload is named by an id of ours');
  return `${partialsPrefix}${id}/`;
}

export function partialStateKey(id: string): string {
  return `${partialPrefix(id)}state`;
}

/** A piece as one writer wrote it: no other writer ever replaces it. */
export function pieceKey(id: string, index: number, writer: string): string {
  return `${partialPrefix(id)}${String(index).padStart(5, '0')}-${writer}`;
}

const sealedPrefix = 'sealed-';

/** The staging id of a whole upload: its pieces stay where they are until they become a blob. */
export function sealedStagingId(id: string): string {
  return `${sealedPrefix}${id}`;
}

/** The upload behind a staging id, or null when the bytes were staged in one go. */
export function sealedIdOf(stagingId: string): string | null {
  const id = stagingId.slice(sealedPrefix.length);
  return stagingId.startsWith(sealedPrefix) && isId(id) ? id : null;
}
