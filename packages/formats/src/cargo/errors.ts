import { problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/** cargo prints each `detail`, and of a refused download the whole body: the receipt is in both. */
export function renderCargoError(error: AppError | null, requestId: string): NativeError {
  const { status, body } = renderProblem(error, requestId);
  const { code, message } = body.error;
  return {
    status,
    headers: {
      ...problemHeaders(error, status),
      'content-type': 'application/json',
    },
    body: Buffer.from(JSON.stringify({ errors: [{ detail: message }], code, requestId })),
  };
}
