import { problemHeaders, readBody, renderProblem } from '@bonded/http';
import type { AuthenticateRequest } from '@bonded/runtime';
import type { Logger } from '@bonded/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '../limits.ts';
import type { GraphqlPorts } from '../ports.ts';
import { admit } from './admit.ts';
import { createBondedYoga } from './create-yoga.ts';
import { readPersistedOperations } from './persisted-operations.ts';

export interface GraphqlHandlerOptions {
  readonly runtime: { readonly ports: GraphqlPorts; readonly logger: Logger };
  readonly authenticate: AuthenticateRequest;
  readonly config: {
    /** Where the console's manifest lies; null when there is none. */
    readonly persistedOperationsFile: string | null;
    readonly introspectionForAll: boolean;
  };
}

/**
 * Answers `/graphql`: POST with JSON, GET for known operations, and subscriptions as
 * server-sent events.
 */
export async function createGraphqlHandler(
  server: FastifyInstance,
  { runtime, authenticate, config }: GraphqlHandlerOptions,
): Promise<void> {
  const { ports, logger } = runtime;
  const { persistedOperationsFile: file } = config;
  const closing = new AbortController();
  server.addHook('preClose', async () => closing.abort());
  const yoga = createBondedYoga({
    ports,
    logger,
    operations: file === null ? new Map() : await readPersistedOperations(file),
    isIntrospectionForAll: config.introspectionForAll,
    closing: closing.signal,
  });
  await server.register(async (scope) => {
    takeJsonUnread(scope);
    scope.setErrorHandler((error, request, reply) => sendRequestError(error, request, reply));
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      handler: async (request, reply) => {
        admit(request, ports.addresses);
        const actor = await authenticate(request);
        const signal = closeSignalOf(reply);
        const response = await yoga.fetch(webRequestOf(request, signal), {
          actor,
          requestId: request.id,
          signal,
          reauthenticate: () => authenticate(request),
        });
        reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
        return reply.send(response);
      },
    });
  });
}

/** JSON arrives as bounded bytes, for Yoga to read; any other type is answered 415. */
function takeJsonUnread(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(/^application\/json(?:;|$)/, (request: FastifyRequest) =>
    readBody(request.raw, { bytesMax: limits.bodyBytesMax }),
  );
}

function webRequestOf(request: FastifyRequest, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const name of ['accept', 'content-type', 'x-bonded-client']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = `http://localhost${request.url}`;
  if (request.method === 'GET') return new Request(url, { headers, signal });
  // The content type parser above made it.
  const body = request.body as Buffer<ArrayBuffer> | undefined;
  return new Request(url, { method: 'POST', headers, signal, body: body ?? null });
}

/** Aborts when the connection closes before the answer is complete. */
function closeSignalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** What fails before an operation is known is told in the words of GraphQL too. */
function sendRequestError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status, body } = renderProblem(error, request.id);
  const { message, ...extensions } = body.error;
  if (status >= 500) request.log.error({ err: error }, 'a GraphQL request failed');
  return reply
    .code(status)
    .headers(problemHeaders(error, status))
    .send({ errors: [{ message, extensions }] });
}
