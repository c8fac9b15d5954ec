/** The kinds of failure that a page draws differently. */
export type FailureKind = 'signed-out' | 'denied' | 'absent' | 'invalid' | 'offline' | 'failed';

/** One shape for everything that can go wrong between a page and the gateway. */
export interface Failure {
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
  /** The permission that was missing, where the gateway named it. */
  readonly permission?: string;
  /** A sentence for each field of the form that was refused. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The parts of a GraphQL client's error that we read; keeps this file free of the client. */
export interface GraphqlFailure {
  readonly message: string;
  readonly networkError?: Error | undefined;
  readonly graphQLErrors: readonly {
    readonly message: string;
    readonly extensions?: Record<string, unknown> | undefined;
  }[];
}

const kindOfCode: Readonly<Record<string, FailureKind>> = {
  UNAUTHENTICATED: 'signed-out',
  SESSION_ENDED: 'signed-out',
  ACCESS_DENIED: 'denied',
  NOT_FOUND: 'absent',
  INVALID_INPUT: 'invalid',
  SEARCH_INVALID: 'invalid',
  UNAVAILABLE: 'offline',
};

function kindOf(code: string): FailureKind {
  return kindOfCode[code] ?? (code.endsWith('_NOT_FOUND') ? 'absent' : 'failed');
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function fieldsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).map(([field, says]) => [field, String(says)] as const);
  return Object.fromEntries(entries);
}

/** Turns a GraphQL client's error into a `Failure`; the first error decides. */
export function failureOf(error: GraphqlFailure): Failure {
  const first = error.graphQLErrors[0];
  if (!first) {
    return { kind: 'offline', code: 'UNREACHABLE', message: unreachable, fields: {} };
  }
  const extensions = first.extensions ?? {};
  const code = text(extensions['code']) ?? 'INTERNAL';
  const requestId = text(extensions['requestId']);
  const permission = text(extensions['permission']) ?? text(extensions['action']);
  return {
    kind: kindOf(code),
    code,
    message: first.message,
    fields: fieldsOf(extensions['fields']),
    ...(requestId === undefined ? {} : { requestId }),
    ...(permission === undefined ? {} : { permission }),
  };
}

const unreachable = 'The gateway did not answer. Check the connection and try again.';

/** A GraphQL-shaped refusal from the console's own server, so that pages read one language. */
export function graphqlRefusal(status: number, code: string, message: string): Response {
  const requestId = crypto.randomUUID();
  const body = { errors: [{ message, extensions: { code, requestId } }] };
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
