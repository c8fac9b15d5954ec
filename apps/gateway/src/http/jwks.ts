import type { FastifyInstance } from 'fastify';
import type { RouteOptions } from './routes.ts';

/** Verifiers may keep the keys this long: a new one is published days before it signs. */
const maxAgeSeconds = 300;

/** `GET /.well-known/jwks.json` (RFC 7517): the public keys by which our tokens are verified. */
export function registerJwks(server: FastifyInstance, { runtime }: RouteOptions): void {
  server.get('/.well-known/jwks.json', (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${maxAgeSeconds}`)
      .header('content-type', 'application/jwk-set+json')
      .send(Buffer.from(JSON.stringify(runtime.ring().jwks(runtime.ports.clock.now())))),
  );
}
