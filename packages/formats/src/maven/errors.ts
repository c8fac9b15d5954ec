import { basicChallenge, problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/**
 * Maven up to 3.8 prints the reason behind the status and nothing else; newer ones print the
 * detail of a problem document (RFC 9457). The receipt is in both.
 */
export function renderMavenError(error: AppError | null, requestId: string): NativeError {
  const { status, body } = renderProblem(error, requestId);
  const { code, message } = body.error;
  const decision = error?.details['decision'];
  return {
    status,
    reason: message,
    headers: {
      ...problemHeaders(error, status, basicChallenge),
      'content-type': 'application/problem+json',
      ...(typeof decision === 'string' ? { 'x-bonded-decision': decision } : {}),
    },
    body: Buffer.from(
      JSON.stringify({ type: 'about:blank', title: code, status, detail: message, requestId }),
    ),
  };
}
