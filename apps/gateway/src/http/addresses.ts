import type { FastifyInstance } from 'fastify';
import type { RouteOptions } from './routes.ts';

const maxAgeSeconds = 60;

/**
 * `GET /api/addresses`: where the other parts of this installation are, for clients that were told
 * of the gateway alone. Anybody may ask: it is what the setup page tells everybody.
 */
export function registerAddresses(server: FastifyInstance, { runtime }: RouteOptions): void {
  const { publicUrl, blobUrl, consoleUrl } = runtime.ports.addresses;
  server.get('/api/addresses', (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${maxAgeSeconds}`)
      .send({ gatewayUrl: publicUrl, blobUrl, consoleUrl }),
  );
}
