import { AppError, httpStatusOfKind } from '@bonded/kernel';
import { GraphQLError } from 'graphql';
import { parseFailed, requestMalformed, validationFailed } from './errors.ts';

/** Errors of the library's own parts: what it says there is about the document, never about us. */
const parsing = parseFailed('').code;
const validating = validationFailed('').code;
const malformed = requestMalformed('').code;
/** What Yoga calls a request that holds no operation. */
const badRequest = 'BAD_REQUEST';

export interface RenderedError {
  readonly error: GraphQLError;
  /** Ours, not the client's: to be logged with its stack. */
  readonly isInternal: boolean;
}

interface Description {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Of the whole answer, if the error leaves it without data. */
  readonly status: number;
}

/**
 * What a client is told. An AppError speaks for itself; a fault of the document is described
 * without suggestions; anything else is masked, and its request id leads to the log (D4.6).
 */
export function renderError(error: GraphQLError, requestId: string): RenderedError {
  const description = describe(error);
  const { message, extensions, status } = description ?? internal;
  return {
    error: new GraphQLError(message, {
      ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
      ...(error.source === undefined ? {} : { source: error.source }),
      ...(error.positions === undefined ? {} : { positions: error.positions }),
      ...(error.path === undefined ? {} : { path: error.path }),
      // `http` is for the transport, which takes it out again.
      extensions: { ...extensions, requestId, http: httpOf(error, status) },
    }),
    isInternal: description === null,
  };
}

/** All that is said of a fault of ours. */
const internal: Description = {
  message: 'Something went wrong on our side. The request id leads to the log.',
  // Something broke on our side; the log knows what.
  extensions: { code: 'INTERNAL' },
  status: 500,
};

function describe(error: GraphQLError): Description | null {
  const cause = causeOf(error);
  if (cause instanceof AppError) {
    const { message, code, kind, details } = cause;
    const extensions = { code, ...promised(details) };
    return { message, extensions, status: httpStatusOfKind[kind] };
  }
  // With a path, it happened while fields resolved, and nothing there throws a GraphQLError on
  // purpose.
  if (!(cause instanceof GraphQLError) || error.path !== undefined) return null;
  const message = error.message.split(suggestion, 1)[0] ?? '';
  return { message, extensions: { code: codeOf(error) }, status: 400 };
}

function codeOf({ message, extensions }: GraphQLError): string {
  if (extensions['code'] === badRequest) return malformed;
  return message.startsWith('Syntax Error') ? parsing : validating;
}

/**
 * A fault of the operation is a 200 to clients of application/json, which is what `spec` says;
 * others are not.
 */
function httpOf({ extensions }: GraphQLError, status: number): object {
  const http: unknown = extensions['http'];
  if (typeof http !== 'object' || http === null) return { status };
  return extensions['code'] === badRequest ? { ...http, spec: false } : http;
}

/** The error that was thrown, below however many times the library has wrapped it. */
function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) {
    cause = cause.originalError;
  }
  return cause;
}

/** Where the library begins to tell what the schema holds. */
const suggestion = ' Did you mean ';

const promisedDetails = ['fields', 'permission', 'retryAfterSeconds', 'decision', 'rule'];

/**
 * Of the details only what clients are told of: which fields, which permission, when to come
 * back.
 */
function promised(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    promisedDetails
      .filter((name) => details[name] !== undefined)
      .map((name) => [name, details[name]]),
  );
}
