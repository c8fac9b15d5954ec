import { AppError, httpStatusOfKind } from '@bonded/kernel';

/** One failed request, as any edge that speaks plain JSON shows it. */
export interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly requestId: string;
    };
  };
}

/** What a 401 asks for on our own interfaces. */
export const bearerChallenge = 'Bearer realm="Bonded"';
/** What a 401 asks of build tools, several of which send nothing before they see it. */
export const basicChallenge = 'Basic realm="Bonded", charset="UTF-8"';

/**
 * Turns whatever was thrown into an answer. Only an `AppError` speaks for itself; a fault of the
 * request that the framework found keeps its status; all else is a 500 that gives nothing away.
 */
export function renderProblem(error: unknown, requestId: string): Problem {
  const { status, code, message } = describe(error);
  return {
    status,
    headers: problemHeaders(error, status),
    body: { error: { code, message, requestId } },
  };
}

/** `WWW-Authenticate` on a 401, `Retry-After` where the error says when. */
export function problemHeaders(
  error: unknown,
  status: number,
  challenge: string = bearerChallenge,
): Record<string, string> {
  const headers: Record<string, string> = {};
  if (status === 401) headers['www-authenticate'] = challenge;
  const seconds = error instanceof AppError ? error.details['retryAfterSeconds'] : undefined;
  if (typeof seconds === 'number') headers['retry-after'] = String(Math.max(1, Math.ceil(seconds)));
  return headers;
}

interface Description {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const internal: Description = {
  status: 500,
  code: 'INTERNAL',
  message: 'Something went wrong on our side. The request id leads to the log.',
};

/** Faults of a request that the framework finds before any of our code runs. */
const requestFaults: Readonly<Record<number, Description>> = {
  400: { status: 400, code: 'REQUEST_INVALID', message: 'The request is malformed.' },
  413: { status: 413, code: 'BODY_TOO_LARGE', message: 'The request body is too large.' },
  414: { status: 414, code: 'PATH_INVALID', message: 'The path is too long.' },
  415: {
    status: 415,
    code: 'MEDIA_TYPE_UNSUPPORTED',
    message: 'This address does not take a body of that content type.',
  },
};

function describe(error: unknown): Description {
  if (error instanceof AppError) {
    return { status: httpStatusOfKind[error.kind], code: error.code, message: error.message };
  }
  const status = frameworkStatus(error);
  if (status === undefined) return internal;
  return requestFaults[status] ?? { ...(requestFaults[400] ?? internal), status };
}

function frameworkStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  const { code, statusCode } = error;
  if (typeof code !== 'string' || typeof statusCode !== 'number') return undefined;
  return code.startsWith('FST_') && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
