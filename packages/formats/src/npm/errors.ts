import { problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/** npm prints `error` of the body behind the status: the receipt goes there, in one line. */
export function renderNpmError(error: AppError | null, requestId: string): NativeError {
  const { status, body } = renderProblem(error, requestId);
  const { code, message } = body.error;
  return {
    status,
    headers: {
      ...problemHeaders(error, status, 'Bearer realm="Bonded"'),
      'content-type': 'application/json',
    },
    body: Buffer.from(JSON.stringify({ error: message, reason: code, requestId })),
  };
}
