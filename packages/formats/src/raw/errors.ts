import { basicChallenge, problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/**
 * Plain HTTP clients print the reason behind the status (wget) or, at best, a body (curl): the
 * receipt is in both, and its number in a header.
 */
export function renderRawError(error: AppError | null, requestId: string): NativeError {
  const problem = renderProblem(error, requestId);
  const status = error?.code === 'RAW_PRECONDITION_FAILED' ? 412 : problem.status;
  const decision = error?.details['decision'];
  return {
    status,
    reason: problem.body.error.message,
    headers: {
      ...problemHeaders(error, status, basicChallenge),
      'content-type': 'application/json',
      ...(typeof decision === 'string' ? { 'x-bonded-decision': decision } : {}),
    },
    body: Buffer.from(JSON.stringify(problem.body)),
  };
}
