import { renderProblem } from '@bonded/http';
import { AppError, defineError } from '@bonded/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tusVersion } from './headers.ts';

/** The client speaks another version of tus. */
export const tusVersionUnsupported = defineError('invalid', 'TUS_VERSION_UNSUPPORTED');
/** The body of a PATCH has another type than tus demands. */
export const tusContentTypeInvalid = defineError('invalid', 'TUS_CONTENT_TYPE_INVALID');
/** A final upload of a concatenation takes no bytes of its own. */
export const tusFinalImmutable = defineError('denied', 'TUS_FINAL_IMMUTABLE');

/** The statuses that tus 1.0 prescribes where the kind alone does not say them. */
const statuses: Readonly<Record<string, number>> = {
  TUS_VERSION_UNSUPPORTED: 412,
  TUS_CONTENT_TYPE_INVALID: 415,
  PARTIAL_CHECKSUM_MISMATCH: 460,
  UPLOAD_DIGEST_MISMATCH: 460,
  UPLOAD_GONE: 410,
  UPLOAD_LOCKED: 423,
  BLOB_STORE_FULL: 507,
};

/** Answers a failed tus request: the protocol's status and a line that says why. */
export function sendTusError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = renderProblem(error, request.id);
  const code = error instanceof AppError ? error.code : '';
  const status = statuses[code] ?? problem.status;
  if (status >= 500) request.log.error({ err: error }, 'an upload request failed');
  reply.removeHeader('connection');
  return reply
    .code(status)
    .headers({ ...problem.headers, 'tus-resumable': tusVersion, 'cache-control': 'no-store' })
    .headers(status === 412 ? { 'tus-version': tusVersion } : {})
    .send(problem.body);
}
