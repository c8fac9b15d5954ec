import { AppError, type AppErrorKind, defineError } from '@bonded/kernel';

/** The command line makes no sense as typed. */
export const usageInvalid = defineError('invalid', 'CLI_USAGE_INVALID');
/** There is no sign-in, or none for this address. */
export const notSignedIn = defineError('unauthenticated', 'CLI_NOT_SIGNED_IN');
/** What a command names is not there, or not visible. */
export const notFound = defineError('not-found', 'CLI_NOT_FOUND');
/** A local file is in the way, or changed while it was read. */
export const fileConflict = defineError('conflict', 'CLI_FILE_CONFLICT');
/** The server cannot be reached, or went away for longer than we try. */
export const serverUnreachable = defineError('unavailable', 'CLI_SERVER_UNREACHABLE');
/** The server answered something that is not what this version of the command line expects. */
export const answerUnreadable = defineError('unavailable', 'CLI_ANSWER_UNREADABLE');
/** The bytes that arrived are not the bytes that were promised. */
export const bytesCorrupt = defineError('invalid', 'CLI_BYTES_CORRUPT');
/** Something that was waited for ended badly on the server. */
export const serverActFailed = defineError('conflict', 'CLI_SERVER_ACT_FAILED');

const kindOfStatus: Readonly<Record<number, AppErrorKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'denied',
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  413: 'too-large',
  423: 'unavailable',
  429: 'rate-limited',
  460: 'invalid',
  501: 'unsupported',
  507: 'unavailable',
};

/** The codes whose ending does not say what kind of failure they are. */
const kindOfCode: Readonly<Record<string, AppErrorKind>> = {
  ACCESS_DENIED: 'denied',
  ARTIFACT_HELD: 'denied',
  ARTIFACT_VERSION_BURNED: 'conflict',
  CREDENTIAL_INVALID: 'unauthenticated',
  FORMAT_UNSUPPORTED: 'unsupported',
  GRANT_EXCEEDS_OWN: 'denied',
  INVALID_INPUT: 'invalid',
  LAST_ADMIN: 'conflict',
  PASSWORD_NOT_ACCEPTABLE: 'invalid',
  REVIEW_POINTLESS: 'conflict',
  SESSION_ENDED: 'unauthenticated',
  SIGN_IN_FAILED: 'unauthenticated',
  TAG_PROTECTED: 'invalid',
  TOKEN_EXPIRED: 'unauthenticated',
  TOKEN_INVALID: 'unauthenticated',
  UNAUTHENTICATED: 'unauthenticated',
};

const kindOfEnding: readonly (readonly [RegExp, AppErrorKind])[] = [
  [/_(NOT_FOUND|GONE)$/, 'not-found'],
  [/_(ALREADY_EXISTS|NOT_EMPTY|IN_USE|BUILT_IN|LOCKED|CONFLICT|RUNNING)$/, 'conflict'],
  [/^GRAPHQL_|_(INVALID|MISMATCH|TOO_LONG)$/, 'invalid'],
  [/_TOO_LARGE$/, 'too-large'],
  [/_(RATE_LIMITED|TOO_MANY)$|^TOO_MANY_/, 'rate-limited'],
  [/_(UNAVAILABLE|BUSY|FULL|CORRUPT|INTERRUPTED|EXHAUSTED)$/, 'unavailable'],
];

export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Absent where the error came inside a GraphQL answer. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** What the server said went wrong, as an error of ours. Codes are stable; a status is a guess. */
export function serverError({ code, message, status, cause }: Problem): AppError {
  const ending = kindOfEnding.find(([pattern]) => pattern.test(code))?.[1];
  const kind = kindOfCode[code] ?? ending ?? kindOfStatus[status ?? 0] ?? 'unavailable';
  return new AppError({ code, kind, message, cause, details: { status } });
}
