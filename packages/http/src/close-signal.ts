import type { IncomingMessage, ServerResponse } from 'node:http';
import { assert } from '@bonded/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const responses = new WeakMap<IncomingMessage, ServerResponse>();
/** One for all: every request ends with it, and to capture a stack costs more than to abort. */
const responseOver = new Error('the client closed the connection');
const signals = new WeakMap<IncomingMessage, AbortSignal>();

/** Remembers which response answers a request: Fastify does not tell. */
export function rememberResponses(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    responses.set(request.raw, reply.raw);
    done();
  });
}

/**
 * Aborts when the response is over: sent, or cut off because the client left. One signal and one
 * listener a request, gone with it. The connection would not do: kept alive, it carries thousands
 * of requests. Neither would the request, which is over as soon as its body was read.
 */
export function closeSignalOf(request: FastifyRequest): AbortSignal {
  const known = signals.get(request.raw);
  if (known !== undefined) return known;
  const response = responses.get(request.raw);
  assert(response !== undefined, 'the request came in by a server of `createServer`');
  const controller = new AbortController();
  const abort = () => controller.abort(responseOver);
  if (response.closed) abort();
  else response.once('close', abort);
  signals.set(request.raw, controller.signal);
  return controller.signal;
}
