import { problemHeaders, renderProblem } from '@bonded/http';
import type { AppError, AppErrorKind } from '@bonded/kernel';
import type { FailedRequest, NativeError } from '../format.ts';
import { bearerChallenge } from './codec/challenge.ts';
import { rangeHeader } from './codec/content-range.ts';

interface Words {
  readonly code: string;
  readonly status?: number;
}

/** Our codes in the words of the distribution specification ("Error codes"). */
const byCode: Readonly<Record<string, Words | undefined>> = {
  ARTIFACT_DELETE_REFUSED: { code: 'UNSUPPORTED', status: 405 },
  ARTIFACT_GONE: { code: 'MANIFEST_UNKNOWN' },
  ARTIFACT_NOT_FOUND: { code: 'MANIFEST_UNKNOWN' },
  BLOB_NOT_DEPOSITED: { code: 'MANIFEST_BLOB_UNKNOWN' },
  BLOB_NOT_FOUND: { code: 'BLOB_UNKNOWN' },
  BLOB_TOO_LARGE: { code: 'SIZE_INVALID' },
  BLOB_UNKNOWN: { code: 'BLOB_UNKNOWN' },
  BODY_TOO_LARGE: { code: 'SIZE_INVALID' },
  DEPOSIT_DIGEST_MISMATCH: { code: 'DIGEST_INVALID' },
  JSON_INVALID: { code: 'MANIFEST_INVALID' },
  OCI_DIGEST_INVALID: { code: 'DIGEST_INVALID' },
  OCI_MANIFEST_INVALID: { code: 'MANIFEST_INVALID' },
  OCI_METHOD_UNSUPPORTED: { code: 'UNSUPPORTED', status: 405 },
  OCI_NAME_INVALID: { code: 'NAME_INVALID' },
  OCI_RANGE_INVALID: { code: 'BLOB_UPLOAD_INVALID' },
  OCI_TAG_INVALID: { code: 'MANIFEST_INVALID' },
  // As other registries say it: clients show the message, and do not send it again.
  QUOTA_EXCEEDED: { code: 'DENIED', status: 403 },
  PATH_INVALID: { code: 'NAME_INVALID' },
  TAG_NOT_FOUND: { code: 'MANIFEST_UNKNOWN' },
  UPLOAD_GONE: { code: 'BLOB_UPLOAD_UNKNOWN' },
  UPLOAD_LOCKED: { code: 'BLOB_UPLOAD_INVALID' },
  UPLOAD_NOT_FOUND: { code: 'BLOB_UPLOAD_UNKNOWN' },
  UPSTREAM_DENIED: { code: 'MANIFEST_UNKNOWN' },
  // Most clients wait and come again for this status, and for no other.
  UPSTREAM_PENDING: { code: 'TOOMANYREQUESTS', status: 429 },
  UPLOAD_OFFSET_CONFLICT: { code: 'BLOB_UPLOAD_INVALID', status: 416 },
};

const byKind: Readonly<Record<AppErrorKind, string>> = {
  invalid: 'UNSUPPORTED',
  unauthenticated: 'UNAUTHORIZED',
  denied: 'DENIED',
  'not-found': 'NAME_UNKNOWN',
  conflict: 'DENIED',
  'too-large': 'SIZE_INVALID',
  'rate-limited': 'TOOMANYREQUESTS',
  unsupported: 'UNSUPPORTED',
  unavailable: 'UNAVAILABLE',
};

/** Clients print `message` behind `code`: the receipt goes there, its number into `detail` too. */
export function renderOciError(
  error: AppError | null,
  requestId: string,
  failed: FailedRequest,
): NativeError {
  const problem = renderProblem(error, requestId);
  const words = error === null ? { code: 'UNKNOWN' } : wordsOf(error);
  const { message, code: reason } = problem.body.error;
  const decision = error?.details['decision'];
  const detail = { reason, requestId, ...(decision === undefined ? {} : { decision }) };
  const status = words.status ?? problem.status;
  return {
    status,
    headers: {
      ...progressOf(error, failed),
      ...problemHeaders(error, status, bearerChallenge(failed)),
      'content-type': 'application/json',
      'docker-distribution-api-version': 'registry/2.0',
    },
    body: Buffer.from(JSON.stringify({ errors: [{ code: words.code, message, detail }] })),
  };
}

/** Where to go on with a session that was misunderstood. */
function progressOf(error: AppError | null, { rawUrl }: FailedRequest): Record<string, string> {
  const offsetBytes = error?.details['offsetBytes'];
  if (error?.code !== 'UPLOAD_OFFSET_CONFLICT' || typeof offsetBytes !== 'number') return {};
  const [location = ''] = rawUrl.split('?', 1);
  return { location, range: rangeHeader(offsetBytes) };
}

function wordsOf({ code, kind }: AppError): Words {
  return byCode[code] ?? { code: byKind[kind] };
}
