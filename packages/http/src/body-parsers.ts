import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readJson } from './body.ts';

/** Takes JSON and nothing else: bounded, inflated, empty allowed. Other types are answered 415. */
export function jsonBodies(scope: FastifyInstance, limits: { readonly bytesMax: number }): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(/^application\/(?:[\w.+-]+\+)?json\b/, (request: FastifyRequest) =>
    readJson(request.raw, limits),
  );
}

/**
 * Leaves every body unread, whatever its type or lack of one: handlers of this scope stream from
 * `request.raw` (`bodyChunks`). Build tools send no type, odd types, and gigabytes.
 */
export function rawBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}
