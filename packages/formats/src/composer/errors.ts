import { basicChallenge, problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/**
 * Composer prints `warning` of a refusal, where the content type is exactly this: the receipt goes
 * there.
 */
export function renderComposerError(error: AppError | null, requestId: string): NativeError {
  const { status, body } = renderProblem(error, requestId);
  const { code, message } = body.error;
  return {
    status,
    headers: {
      ...problemHeaders(error, status, basicChallenge),
      'content-type': 'application/json',
    },
    body: Buffer.from(
      JSON.stringify({ status: 'error', warning: message, message, code, requestId }),
    ),
  };
}
