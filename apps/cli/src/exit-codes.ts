import { AppError, type AppErrorKind } from '@bonded/kernel';
import { plain } from './terminal/plain.ts';

/** Documented in docs/cli.md: scripts tell failures apart by these. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  notSignedIn: 3,
  denied: 4,
  notFound: 5,
  conflict: 6,
  unavailable: 7,
  corrupt: 8,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byKind: Readonly<Record<AppErrorKind, ExitCode>> = {
  invalid: exitCodes.usage,
  unauthenticated: exitCodes.notSignedIn,
  denied: exitCodes.denied,
  'not-found': exitCodes.notFound,
  conflict: exitCodes.conflict,
  'too-large': exitCodes.usage,
  'rate-limited': exitCodes.unavailable,
  unsupported: exitCodes.failure,
  unavailable: exitCodes.unavailable,
};

const byCode: Readonly<Record<string, ExitCode>> = {
  CLI_BYTES_CORRUPT: exitCodes.corrupt,
  UPLOAD_DIGEST_MISMATCH: exitCodes.corrupt,
};

export function exitCodeOf(error: unknown, isInterrupted: boolean): ExitCode {
  if (isInterrupted) return exitCodes.interrupted;
  if (!(error instanceof AppError)) return exitCodes.failure;
  return byCode[error.code] ?? byKind[error.kind];
}

/** The one line that a failure puts on stderr. */
export function errorLine(error: unknown, isInterrupted: boolean): string {
  if (isInterrupted) return 'bonded: interrupted';
  const message = error instanceof Error ? error.message : String(error);
  return `bonded: ${plain(message).trim()}`;
}
