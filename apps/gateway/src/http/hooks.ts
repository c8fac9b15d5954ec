import { receiveHook } from '@bonded/core/sources';
import { bodyChunks, closeSignalOf, rawBodies } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RouteOptions } from './routes.ts';

/** The whole of it is signed, so it is held whole, before anybody is known. */
const hookBytesMax = 4 * 1024 * 1024;

/** A push of very many commits: it is found when the source is polled. */
const hookTooLarge = defineError('too-large', 'HOOK_TOO_LARGE');

/**
 * `POST /api/hooks/vcs/{id}`: a forge says that something was pushed. Nobody signs in here: the
 * signature is by the secret of the one source. Answers 202, whatever comes of it.
 */
export async function registerHookRoutes(
  server: FastifyInstance,
  { runtime }: RouteOptions,
): Promise<void> {
  const { ports } = runtime;
  await server.register(async (scope) => {
    rawBodies(scope);
    scope.post<{ Params: { id: string } }>('/api/hooks/vcs/:id', async (request, reply) => {
      const body = await readBody(request);
      const event = await receiveHook(ports, {
        sourceId: request.params.id,
        headers: singleHeaders(request),
        body,
      });
      return reply.code(202).send({ event });
    });
  });
}

async function readBody(request: FastifyRequest): Promise<Buffer> {
  const signal = closeSignalOf(request);
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of bodyChunks(request.raw, { signal })) {
    total += chunk.length;
    if (total > hookBytesMax) throw hookTooLarge('The call is longer than what is read of a hook.');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

/** A header that came twice is taken for none. */
function singleHeaders({ headers }: FastifyRequest): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : undefined,
    ]),
  );
}
