import { type AppError, type Digest, defineError } from '@bonded/kernel';

// The few ways a store fails, whichever driver is behind it. `details.retryable` says whether the same call may
// succeed later.
const notFound = defineError('not-found', 'BLOB_NOT_FOUND');
const stagedNotFound = defineError('not-found', 'STAGED_BLOB_NOT_FOUND');
const tooLarge = defineError('too-large', 'BLOB_TOO_LARGE');
const corrupt = defineError('unavailable', 'BLOB_CORRUPT');
const full = defineError('unavailable', 'BLOB_STORE_FULL');
const unavailable = defineError('unavailable', 'BLOB_STORE_UNAVAILABLE');
const absentPartial = defineError('not-found', 'PARTIAL_NOT_FOUND');
const existingPartial = defineError('conflict', 'PARTIAL_ALREADY_EXISTS');
const offsetMismatch = defineError('conflict', 'PARTIAL_OFFSET_MISMATCH');
const sealed = defineError('conflict', 'PARTIAL_SEALED');
const checksumMismatch = defineError('invalid', 'PARTIAL_CHECKSUM_MISMATCH');

const final = { retryable: false } as const;

export function blobNotFound(digest: Digest): AppError {
  return notFound(`There is no blob ${digest}.`, { details: { digest, ...final } });
}

/** The staged bytes were discarded, swept or never there: only a new upload brings them back. */
export function stagedBlobNotFound(): AppError {
  return stagedNotFound('The staged bytes are gone: send them again.', { details: final });
}

export function blobTooLarge(bytesMax: number): AppError {
  const message = `The body is larger than the ${bytesMax} bytes that are allowed.`;
  return tooLarge(message, { details: { bytesMax, ...final } });
}

/** The bytes on the medium are not the bytes that were stored. `subject` names the blob or the upload. */
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

export function partialChecksumMismatch(id: string): AppError {
  const message = 'The bytes do not match the checksum that was sent with them; none was kept.';
  return checksumMismatch(message, { details: { id, retryable: true } });
}

/** The upload became a blob: its bytes never change again. */
export function partialSealed(id: string): AppError {
  return sealed(`The upload ${id} is complete.`, { details: { id, ...final } });
}
