import { randomUUID } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify';
import { jsonBodies } from './body-parsers.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { rememberResponses } from './close-signal.ts';
import { continueAfterHooks } from './expect-continue.ts';
import { lingerOn } from './linger.ts';
import { parseRequestPath } from './path.ts';
import { renderProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import { assertServerLimits, defaultServerLimits, type ServerLimits } from './server-limits.ts';
import { renderUnknownRoutes } from './unknown-routes.ts';

export interface ServerOptions {
  readonly logger?: FastifyBaseLogger;
  readonly limits?: Partial<ServerLimits>;
}

/**
 * A server with the conventions that every HTTP process of ours keeps: strict framing, one reading
 * of the path, request ids of our own, bounded headers and connections, one error envelope.
 * JSON bodies are parsed by default; a scope that streams calls `rawBodies`.
 */
export function createServer(options: ServerOptions = {}): FastifyInstance {
  const limits = { ...defaultServerLimits, ...options.limits };
  assertServerLimits(limits);
  const app = fastify({
    ...(options.logger && { loggerInstance: options.logger }),
    logController: new fastify.LogController({ disableRequestLogging: true }),
    http: {
      maxHeaderSize: limits.headerBytesMax,
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: 5_000,
      insecureHTTPParser: false,
      requireHostHeader: true,
      // h2c offers of Java and libcurl clients are declined instead of hanging the request.
      shouldUpgradeCallback: () => false,
    },
    connectionTimeout: limits.idleTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    requestTimeout: 0,
    trustProxy: false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, request.id, reply);
    },
    routerOptions: { maxParamLength: limits.paramCharsMax, caseSensitive: true },
  });
  app.server.maxConnections = limits.connectionsMax;
  keepConventions(app, limits);
  return app;
}

function keepConventions(app: FastifyInstance, limits: ServerLimits): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('x-request-id', request.id);
    // Every edge agrees on which paths exist; a format reads its own names again, more strictly.
    parseRequestPath(request.raw.url ?? '', { allowsSlash: () => true });
    done();
  });
  app.addHook('onSend', (request, _reply, payload, done) => {
    lingerOn(request.raw, limits.linger);
    done(null, payload);
  });
  rememberResponses(app);
  continueAfterHooks(app);
  app.setErrorHandler((error, request, reply) => sendProblem(error, request.id, reply));
  renderUnknownRoutes(app);
  jsonBodies(app, { bytesMax: limits.jsonBodyBytesMax });
}

function sendProblem(error: unknown, requestId: string, reply: FastifyReply): FastifyReply {
  const problem = renderProblem(error, requestId);
  if (problem.status >= 500) reply.log.error({ err: error }, 'a request failed');
  // The framework would cut the connection under a client that is still sending.
  reply.removeHeader('connection');
  return reply.code(problem.status).headers(problem.headers).send(problem.body);
}
