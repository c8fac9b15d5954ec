import { type AppError, type Digest, defineError } from '@bonded/kernel';

// The few ways a store fails, whichever driver is behind it. `details.retryable` says whether the
// same call may succeed later.

/** No blob is stored under this digest. */
const notFound = defineError('not-found', 'BLOB_NOT_FOUND');

/** Staged bytes were discarded, swept or never there: only a new upload brings them back. */
const stagedNotFound = defineError('not-found', 'STAGED_BLOB_NOT_FOUND');

/** A body has more bytes than its sender may store. */
const tooLarge = defineError('too-large', 'BLOB_TOO_LARGE');

/** The bytes on the medium are not the bytes that were stored. */
const corrupt = defineError('unavailable', 'BLOB_CORRUPT');

/** The medium has no space left. */
const full = defineError('unavailable', 'BLOB_STORE_FULL');

/** The medium failed or cannot be reached. */
const unavailable = defineError('unavailable', 'BLOB_STORE_UNAVAILABLE');

/** There is no upload with this id, or no longer. */
const absentPartial = defineError('not-found', 'PARTIAL_NOT_FOUND');

/** An upload with this id was begun before. */
const existingPartial = defineError('conflict', 'PARTIAL_ALREADY_EXISTS');

/** An append does not begin where the durable bytes end. */
const offsetMismatch = defineError('conflict', 'PARTIAL_OFFSET_MISMATCH');

/** The upload became a blob: its bytes never change again. */
const sealed = defineError('conflict', 'PARTIAL_SEALED');

/** The bytes of an append do not match the checksum that was sent with them. */
const checksumMismatch = defineError('invalid', 'PARTIAL_CHECKSUM_MISMATCH');

const final = { retryable: false } as const;

export function blobNotFound(digest: Digest): AppError {
  return notFound(`There is no blob ${digest}.`, { details: { digest, ...final } });
}

export function stagedBlobNotFound(): AppError {
  return stagedNotFound('The staged bytes are gone: send them again.', { details: final });
}

export function blobTooLarge(bytesMax: number): AppError {
  const message = `The body is larger than the ${bytesMax} bytes that are allowed.`;
  return tooLarge(message, { details: { bytesMax, ...final } });
}

/** `subject` names the blob or the upload. */
export function blobCorrupt(subject: string): AppError {
  const message = `The stored bytes of ${subject} do not match their digest.`;
  return corrupt(message, { details: { subject, ...final } });
}

export function blobStoreFull(cause?: unknown): AppError {
  return full('The blob store has no space left.', { details: { retryable: true }, cause });
}

export function blobStoreUnavailable(cause: unknown, options = { retryable: true }): AppError {
  const message = 'The blob store could not carry out the operation.';
  return unavailable(message, { details: options, cause });
}

export function partialNotFound(id: string): AppError {
  return absentPartial(`There is no upload ${id}.`, { details: { id, ...final } });
}

export function partialAlreadyExists(id: string): AppError {
  return existingPartial(`There is already an upload ${id}.`, { details: { id, ...final } });
}

/** `offset` is the durable one: where the client has to go on. */
export function partialOffsetMismatch(id: string, offset: number): AppError {
  const message = `The upload ${id} continues at byte ${offset}.`;
  return offsetMismatch(message, { details: { id, offset, ...final } });
}

export function partialSealed(id: string): AppError {
  return sealed(`The upload ${id} is complete.`, { details: { id, ...final } });
}

export function partialChecksumMismatch(id: string): AppError {
  const message = 'The bytes do not match the checksum that was sent with them; none was kept.';
  return checksumMismatch(message, { details: { id, retryable: true } });
}
