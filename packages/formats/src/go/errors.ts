import { basicChallenge, problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/**
 * The go command prints a body of plain text behind the status: up to eight lines of it, which the
 * receipt and every other sentence fit in.
 */
export function renderGoError(error: AppError | null, requestId: string): NativeError {
  const { status, body } = renderProblem(error, requestId);
  const trace = error === null ? ` (request ${requestId})` : '';
  return {
    status,
    headers: {
      ...problemHeaders(error, status, basicChallenge),
      'content-type': 'text/plain; charset=utf-8',
    },
    body: Buffer.from(`${body.error.message}${trace}\n`),
  };
}
