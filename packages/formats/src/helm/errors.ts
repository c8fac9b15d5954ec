import { basicChallenge, problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/**
 * Helm prints the status line and nothing else: the receipt is its reason phrase. ChartMuseum's
 * clients print `error`.
 */
export function renderHelmError(error: AppError | null, requestId: string): NativeError {
  const { status, body } = renderProblem(error, requestId);
  const { code, message } = body.error;
  const decision = error?.details['decision'];
  return {
    status,
    ...(error !== null && { reason: message }),
    headers: {
      ...problemHeaders(error, status, basicChallenge),
      'content-type': 'application/json',
      ...(typeof decision === 'string' ? { 'x-bonded-decision': decision } : {}),
    },
    body: Buffer.from(JSON.stringify({ error: message, code, requestId })),
  };
}
