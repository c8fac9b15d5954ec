import { defineError } from '@bonded/kernel';

/** There is no such upload, or it is somebody else's. */
export const uploadNotFound = defineError('not-found', 'UPLOAD_NOT_FOUND');
/** The upload ended: terminated, expired or failed. */
export const uploadGone = defineError('not-found', 'UPLOAD_GONE');
/** Another request is writing to the upload and did not let go in time. */
export const uploadLocked = defineError('conflict', 'UPLOAD_LOCKED');
/** The upload is not where the client thinks it is. */
export const uploadOffsetConflict = defineError('conflict', 'UPLOAD_OFFSET_CONFLICT');
/** The length is missing, contradicts itself or what has arrived. */
export const uploadLengthInvalid = defineError('invalid', 'UPLOAD_LENGTH_INVALID');
/** The upload is larger than this installation takes. */
export const uploadTooLarge = defineError('too-large', 'UPLOAD_TOO_LARGE');
/** The bytes that arrived are not those that the client announced. */
export const uploadDigestMismatch = defineError('invalid', 'UPLOAD_DIGEST_MISMATCH');
/** Only whole partial uploads of the same person can be joined. */
export const uploadPartsInvalid = defineError('invalid', 'UPLOAD_PARTS_INVALID');
/** The person has as many open uploads as one may have. */
export const uploadsTooMany = defineError('rate-limited', 'UPLOADS_TOO_MANY');
