import { S3ServiceException } from '@aws-sdk/client-s3';
import { AppError } from '@bonded/kernel';
import { blobStoreFull, blobStoreUnavailable } from '../errors.ts';

const fullNames = new Set([
  'InsufficientStorage',
  'QuotaExceeded',
  'XMinioStorageFull',
  'StorageFull',
]);
const absentNames = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);
const unmetNames = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** The object, or the multipart upload, is not there. A missing bucket is a failure, not this. */
export function isAbsent(error: unknown): boolean {
  return error instanceof S3ServiceException && absentNames.has(error.name);
}

/** A conditional write found something else than it expected. */
export function isUnmet(error: unknown): boolean {
  return error instanceof S3ServiceException && unmetNames.has(error.name);
}

/** The server does not know conditional writes. */
export function isNotImplemented(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'NotImplemented';
}

/** Says any failure of the SDK, a server or the network in the words of the port. */
export function s3Error(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof S3ServiceException)) return blobStoreUnavailable(error);
  const status = error.$metadata.httpStatusCode ?? 500;
  if (status === 507 || fullNames.has(error.name)) return blobStoreFull(error);
  // A server that is busy or ill may be well later; one that refuses us needs a person.
  return blobStoreUnavailable(error, { retryable: status >= 500 || status === 429 });
}
