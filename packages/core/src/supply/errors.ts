import { AppError, defineError } from '@bonded/kernel';

/** Upstream did not answer, or not with what was asked for. Worth trying again. */
export const upstreamUnavailable = defineError('unavailable', 'UPSTREAM_UNAVAILABLE');
/** The file is still on its way in. Worth trying again. */
export const upstreamPending = defineError('unavailable', 'UPSTREAM_PENDING');
/** Upstream answered with something that is not what the format's servers say. */
export const upstreamDocumentInvalid = defineError('unavailable', 'UPSTREAM_DOCUMENT_INVALID');
/** The index of upstream is larger than we read. */
export const upstreamDocumentTooLarge = defineError('unavailable', 'UPSTREAM_DOCUMENT_TOO_LARGE');
/** The bytes are not those that upstream's own index promised. Nothing of them was kept. */
export const upstreamDigestMismatch = defineError('unavailable', 'UPSTREAM_DIGEST_MISMATCH');
/** What came is no archive of this package and version, or one that we take from nobody. */
export const upstreamFileRefused = defineError('denied', 'UPSTREAM_FILE_REFUSED');
/** Upstream does not let us have it, or has none: public registries say the same of both. */
export const upstreamDenied = defineError('not-found', 'UPSTREAM_DENIED');

/**
 * What went wrong on the way to an upstream, as clients are told. That an address may not be asked,
 * and which one it is, is for who looks after the upstream.
 */
export function asUpstreamFailure(cause: unknown): AppError {
  if (cause instanceof AppError && !cause.code.startsWith('EGRESS_')) return cause;
  return upstreamUnavailable('The upstream of this repository does not answer.', { cause });
}
