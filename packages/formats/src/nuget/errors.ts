import { basicChallenge, problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

const reasonCharsMax = 400;

/**
 * NuGet clients print no body: the reason of the status line, and as a warning what is in
 * `X-NuGet-Warning`, which also HTTP/2 has. The receipt is in all three.
 */
export function renderNugetError(error: AppError | null, requestId: string): NativeError {
  const { status, body } = renderProblem(error, requestId);
  const { message } = body.error;
  const line = message
    .replaceAll('’', "'")
    .replaceAll(/[^ -~]+/g, ' ')
    .slice(0, reasonCharsMax);
  return {
    status,
    reason: message,
    headers: {
      ...problemHeaders(error, status, basicChallenge),
      ...(status === 401 || status === 404 ? {} : { 'x-nuget-warning': line }),
      'content-type': 'text/plain; charset=utf-8',
    },
    body: Buffer.from(`${message}\n`),
  };
}
