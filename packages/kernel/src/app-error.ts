/** The closed set of ways an operation can fail. Each edge maps a kind to its own status once. */
export type AppErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'denied'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'rate-limited'
  | 'unsupported'
  | 'unavailable';

export interface AppErrorOptions {
  /** Stable, upper-case, unique across the product: `ARTIFACT_ALREADY_EXISTS`. */
  readonly code: string;
  readonly kind: AppErrorKind;
  /** Safe to show to whoever asked. Secrets and SQL belong in `cause`. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An operating error: expected, typed, and rendered once at each edge. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly kind: AppErrorKind;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(options: AppErrorOptions) {
    super(options.message, { cause: options.cause });
    this.code = options.code;
    this.kind = options.kind;
    this.details = options.details ?? {};
  }
}

/** HTTP status of each kind, for every edge that speaks HTTP and has no better word. */
export const httpStatusOfKind: Readonly<Record<AppErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  denied: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'rate-limited': 429,
  unsupported: 501,
  unavailable: 503,
};

/** Names an error family and returns its constructor: one line per error code in a slice. */
export function defineError(kind: AppErrorKind, code: string) {
  return (message: string, options: Pick<AppErrorOptions, 'details' | 'cause'> = {}): AppError =>
    new AppError({ code, kind, message, ...options });
}
