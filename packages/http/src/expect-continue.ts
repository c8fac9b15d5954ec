import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Holds the `100 Continue` back until the `onRequest` hooks have passed a request: who is refused
 * there never sends its body. Maven asks on every PUT (RFC 9110 §10.1.1).
 */
export function continueAfterHooks(app: FastifyInstance): void {
  const waiting = new WeakSet<IncomingMessage>();
  app.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    waiting.add(request);
    app.server.emit('request', request, response);
  });
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (waiting.delete(request.raw) && !request.is404) reply.raw.writeContinue();
    done(null, payload);
  });
}
