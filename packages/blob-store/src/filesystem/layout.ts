import { assert, type Digest, isDigest, isId } from '@bonded/kernel';

// Every name the drivers put on the medium (docs/storage-layout.md). Paths come from digests and
// ids of ours alone.
export const blobsDirectory = 'blobs';
export const stagingDirectory = 'staging';
export const partialsDirectory = 'partials';

/** `blobs/ab/cd`: 65,536 leaves keep a directory small at hundreds of millions of blobs. */
export function blobDirectory(digest: Digest): string {
  return `${blobsDirectory}/${digest.slice(0, 2)}/${digest.slice(2, 4)}`;
}

export function blobPath(digest: Digest): string {
  return `${blobDirectory(digest)}/${digest}`;
}

const sealedPrefix = 'sealed-';

/** The staging id of a whole upload, whose bytes keep their name among the partials. */
export function sealedStagingId(id: string): string {
  return `${sealedPrefix}${id}`;
}

/** The upload behind a staging id, or null when the bytes were staged in one go. */
export function sealedIdOf(stagingId: string): string | null {
  const id = stagingId.slice(sealedPrefix.length);
  return stagingId.startsWith(sealedPrefix) && isId(id) ? id : null;
}

export function stagingPath(stagingId: string): string {
  return `${stagingDirectory}/${stagingId}`;
}

/** The bytes of an upload. */
export function partialBytesPath(id: string): string {
  assert(isId(id), 'an upload is named by an id of ours');
  return `${partialsDirectory}/${id}.bytes`;
}

/** How many of them count, and their hash. */
export function partialCheckpointPath(id: string): string {
  assert(isId(id), 'an upload is named by an id of ours');
  return `${partialsDirectory}/${id}.checkpoint`;
}

/** The upload that a file among the partials belongs to, or null for a file that is not ours. */
export function partialIdOf(name: string): string | null {
  const [id = '', extension, ...rest] = name.split('.');
  const isOurs = extension === 'bytes' || extension === 'checkpoint';
  return isOurs && rest.length === 0 && isId(id) ? id : null;
}

/**
 * The two-character directories that may hold a digest whose part here is `after` or greater, in
 * order.
 */
export function branchesFrom(names: readonly string[], after: string): string[] {
  return names.filter((name) => /^[0-9a-f]{2}$/.test(name) && name >= after).toSorted();
}

/** The blobs among the names of a leaf directory, in order. */
export function digestsAfter(names: readonly string[], after: Digest | undefined): Digest[] {
  return names
    .filter(isDigest)
    .filter((name) => after === undefined || name > after)
    .toSorted();
}
