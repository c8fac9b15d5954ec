import { AppError } from '@bonded/kernel';
import { blobStoreFull, blobStoreUnavailable } from '../errors.ts';

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
// Passing states of the process or the machine; anything else (EIO, EROFS, EACCES …) needs a
// person.
const retryableCodes = new Set([
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'EINTR',
  'EBUSY',
  'ENOMEM',
  'ETIMEDOUT',
]);

/** The `errno` name of a failed system call, or undefined for any other failure. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Says the failure of a system call in the words of the port. */
export function filesystemError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const errno = errnoOf(error);
  if (errno !== undefined && fullCodes.has(errno)) return blobStoreFull(error);
  return blobStoreUnavailable(error, {
    retryable: errno !== undefined && retryableCodes.has(errno),
  });
}
