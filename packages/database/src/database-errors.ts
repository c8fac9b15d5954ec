import { AppError, defineError } from '@bonded/kernel';

/**
 * PostgreSQL cannot be reached, or went away in the middle: a change may or may not have happened.
 */
export const databaseUnavailable = defineError('unavailable', 'DATABASE_UNAVAILABLE');

/** Others kept changing the same rows, each time we tried. Nothing was changed. */
export const transactionConflict = defineError('unavailable', 'TRANSACTION_CONFLICT');

/** What is left of a failure after pg, the driver adapter and Prisma have each wrapped it. */
interface Failure {
  /** The word of `@prisma/driver-adapter-utils`, for example `UniqueConstraintViolation`. */
  readonly kind?: string | undefined;
  /** An SQLSTATE, a code of Prisma (`P2028`) or of the socket (`ECONNRESET`). */
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
}

interface AdapterCause {
  readonly kind?: string;
  readonly originalCode?: string;
  readonly constraint?: { readonly index?: string };
}

interface WrappedError extends Error {
  readonly code?: string;
  readonly constraint?: string;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: AdapterCause } };
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return {};
  const wrapped: WrappedError = error;
  // The adapter keeps its own account of the failure as the cause.
  const bare = error.name === 'DriverAdapterError' ? (error.cause as AdapterCause) : undefined;
  const cause = wrapped.meta?.driverAdapterError?.cause ?? bare;
  if (cause === undefined) return { code: wrapped.code, constraint: wrapped.constraint };
  return {
    kind: cause.kind,
    code: cause.originalCode ?? wrapped.code,
    constraint: cause.constraint?.index,
  };
}

/**
 * True when a row with the same key exists. `constraint` is the name of the index, when it matters
 * which.
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const failure = failureOf(error);
  const isUnique = failure.kind === 'UniqueConstraintViolation' || failure.code === '23505';
  return isUnique && (constraint === undefined || failure.constraint === constraint);
}

/** True when a row that others still refer to cannot go, or a row it refers to is gone. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  const failure = failureOf(error);
  const isForeignKey = failure.code === '23503' || failure.code === '23001';
  return isForeignKey && (constraint === undefined || failure.constraint === constraint);
}

/** True when a project would hold more than its quota: the triggers of `project_blobs` say so. */
export function isQuotaViolation(error: unknown): boolean {
  return failureOf(error).code === 'BD001';
}

/**
 * True when two transactions stood in each other's way and the same one may succeed if run again.
 */
export function isTransactionConflict(error: unknown): boolean {
  const { kind, code } = failureOf(error);
  return kind === 'TransactionWriteConflict' || code === 'P2034' || isOneOf(conflictCodes, code);
}

/**
 * Serialisation failure and deadlock (PostgreSQL, appendix A, class 40), and a statement that timed
 * out: what takes this long in a transaction of ours is the wait for somebody else's row.
 */
const conflictCodes = ['40001', '40P01', '57014'];

const unavailableKinds = [
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
];

const unavailableCodes = [
  // Shut down by an administrator, by a crash, or still starting; too many connections.
  ...['57P01', '57P02', '57P03', '53300'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'],
  // Not reachable, connection closed, none free in the pool.
  ...['P1001', 'P1017', 'P2024'],
];

/** pg gives these no code. */
const unavailableMessages = [
  'Connection terminated',
  'not queryable',
  'timeout exceeded when trying to connect',
  'Unable to start a transaction',
];

/** True when the database, and not the statement, is at fault. */
export function isUnavailable(error: unknown): boolean {
  const { kind, code } = failureOf(error);
  if (isOneOf(unavailableKinds, kind) || isOneOf(unavailableCodes, code)) return true;
  if (code?.startsWith('08') === true) return true;
  return error instanceof Error && unavailableMessages.some((text) => error.message.includes(text));
}

function isOneOf(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.includes(word);
}

/**
 * The one translation at this door: a lost database becomes DATABASE_UNAVAILABLE, all else stays.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof AppError || !isUnavailable(error)) return error;
  return databaseUnavailable('The database cannot be reached at the moment. Try again.', {
    cause: error,
  });
}
