import { basicChallenge, problemHeaders, renderProblem } from '@bonded/http';
import type { AppError } from '@bonded/kernel';
import type { NativeError } from '../format.ts';

/** What clients of PyPI know by another status than ours. */
const statuses: Readonly<Record<string, number>> = {
  // twine --skip-existing and uv look for this status and these words.
  ARTIFACT_ALREADY_EXISTS: 400,
  ARTIFACT_VERSION_BURNED: 400,
  PYPI_NOT_ACCEPTABLE: 406,
  PYPI_METHOD_UNSUPPORTED: 405,
};

/**
 * Plain text, and the same in the reason phrase: pip and twine print that phrase and nothing else,
 * so the receipt has to be in it.
 */
export function renderPypiError(error: AppError | null, requestId: string): NativeError {
  const problem = renderProblem(error, requestId);
  const { code, message } = problem.body.error;
  const status = statuses[code] ?? problem.status;
  const text = code === 'ARTIFACT_ALREADY_EXISTS' ? `File already exists. ${message}` : message;
  return {
    status,
    reason: text,
    headers: {
      ...problemHeaders(error, status, basicChallenge),
      'content-type': 'text/plain; charset=utf-8',
    },
    body: `${text}\n`,
  };
}
