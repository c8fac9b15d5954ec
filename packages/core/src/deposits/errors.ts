import { defineError } from '@bonded/kernel';

/** The package has no such blob, or none that the actor may know of. */
export const blobUnknown = defineError('not-found', 'BLOB_UNKNOWN');
/** The bytes that arrived are not those that were announced. */
export const depositDigestMismatch = defineError('invalid', 'DEPOSIT_DIGEST_MISMATCH');
