import type { FastifyInstance } from 'fastify';
import { tusVersion } from './headers.ts';

const allowedHeaders = [
  'Authorization',
  'Content-Type',
  'Tus-Resumable',
  'Upload-Checksum',
  'Upload-Concat',
  'Upload-Defer-Length',
  'Upload-Length',
  'Upload-Metadata',
  'Upload-Offset',
].join(', ');

const exposedHeaders = [
  'Location',
  'Tus-Extension',
  'Tus-Resumable',
  'Tus-Version',
  'Upload-Expires',
  'Upload-Length',
  'Upload-Metadata',
  'Upload-Offset',
  'X-Bonded-Artifact',
].join(', ');

const preflightSeconds = 600;

/**
 * Lets pages of the console, and of no other origin, speak tus. Credentials travel in a header,
 * never as a cookie.
 */
export function allowConsole(scope: FastifyInstance, consoleUrl: string): void {
  const { origin } = new URL(consoleUrl);
  scope.addHook('onRequest', (request, reply, done) => {
    reply.header('vary', 'Origin');
    if (request.headers.origin === origin) {
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-expose-headers', exposedHeaders);
      if (request.method === 'OPTIONS') {
        reply
          .header('access-control-allow-methods', 'POST, HEAD, PATCH, DELETE')
          .header('access-control-allow-headers', allowedHeaders)
          .header('access-control-max-age', String(preflightSeconds))
          .header('tus-resumable', tusVersion);
      }
    }
    done();
  });
}
