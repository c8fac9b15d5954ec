import { authorise, globalScope } from '@bonded/core/access';
import { importAdvisories } from '@bonded/core/clearance';
import { bodyChunks, closeSignalOf, rawBodies } from '@bonded/http';
import type { FastifyInstance } from 'fastify';
import type { RouteOptions } from './routes.ts';

/** The database of all ecosystems, zipped, with room to grow. */
const databaseBytesMax = 8 * 1024 ** 3;

/**
 * `POST /api/advisories/import` with a zipped OSV database as the body: for databases that are on
 * the caller's disk and not at an address. Answers 202 with the import, which the worker carries
 * out.
 */
export async function registerAdvisoryRoutes(
  server: FastifyInstance,
  { runtime, authenticate }: RouteOptions,
): Promise<void> {
  const { ports } = runtime;
  await server.register(async (scope) => {
    rawBodies(scope);
    scope.post('/api/advisories/import', async (request, reply) => {
      const actor = await authenticate(request);
      const resource = { kind: 'advisory-import', name: 'upload' };
      const demand = { action: 'advisory:import', place: globalScope, resource } as const;
      await authorise(ports, actor, demand);
      const signal = closeSignalOf(request);
      const body = bodyChunks(request.raw, { signal, freesChunks: true });
      const staged = await ports.blobs.stage(body, { signal, bytesMax: databaseBytesMax });
      await ports.blobs.publish(staged, signal);
      const started = await importAdvisories(ports, actor, { source: `blob:${staged.digest}` });
      return reply.code(202).send({ id: started.id, source: started.source });
    });
  });
}
