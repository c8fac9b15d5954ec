import { type CompleteUploadPorts, uploadBytesMax } from '@bonded/core/uploads';
import { closeSignalOf, rawBodies } from '@bonded/http';
import type { AuthenticateRequest, Runtime } from '@bonded/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHandler } from './create.ts';
import { allowConsole } from './cross-origin.ts';
import { deleteHandler } from './delete.ts';
import { sendTusError, tusVersionUnsupported } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { headHandler } from './head.ts';
import { checksumAlgorithms, tusExtensions, tusVersion } from './headers.ts';
import { patchHandler } from './patch.ts';

export interface UploadOptions {
  readonly runtime: Runtime;
  readonly completion: CompleteUploadPorts;
  readonly authenticate: AuthenticateRequest;
}

type Handler = (exchange: Exchange) => Promise<FastifyReply>;

/**
 * tus 1.0 below `/uploads`: creation, with upload, deferred length, checksum, concatenation,
 * expiration, termination.
 */
export function registerUploads(server: FastifyInstance, options: UploadOptions): void {
  server.register((scope, _options, done) => {
    rawBodies(scope);
    scope.setErrorHandler((error, request, reply) => sendTusError(error, request, reply));
    allowConsole(scope, options.runtime.ports.addresses.consoleUrl);
    scope.options('/uploads', (_request, reply) => describe(reply));
    scope.options('/uploads/:id', (_request, reply) => describe(reply));
    const route = (handler: Handler) => (request: FastifyRequest, reply: FastifyReply) =>
      run(options, handler, { request, reply });
    scope.post('/uploads', route(createHandler));
    scope.post('/uploads/', route(createHandler));
    scope.head('/uploads/:id', route(headHandler));
    scope.patch('/uploads/:id', route(patchHandler));
    scope.delete('/uploads/:id', route(deleteHandler));
    done();
  });
}

/** OPTIONS: what this server speaks, for anybody (tus 1.0, OPTIONS). */
function describe(reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .header('tus-resumable', tusVersion)
    .header('tus-version', tusVersion)
    .header('tus-extension', tusExtensions.join(','))
    .header('tus-max-size', String(uploadBytesMax))
    .header('tus-checksum-algorithm', checksumAlgorithms.join(','))
    .send();
}

/** The version is judged before anything else: a client of another one must not be processed. */
async function run(
  { runtime, completion, authenticate }: UploadOptions,
  handler: Handler,
  { request, reply }: Pick<Exchange, 'request' | 'reply'>,
): Promise<FastifyReply> {
  if (request.headers['tus-resumable'] !== tusVersion) {
    throw tusVersionUnsupported(`This server speaks tus ${tusVersion}.`);
  }
  const actor = await authenticate(request);
  reply.header('tus-resumable', tusVersion).header('cache-control', 'no-store');
  const signal = closeSignalOf(request);
  return handler({ runtime, completion, actor, request, reply, signal });
}
