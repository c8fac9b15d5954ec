import { defineError } from '@bonded/kernel';
import type { FastifyInstance } from 'fastify';
import { renderProblem } from './problem.ts';

/** An address that nobody serves. */
const routeNotFound = defineError('not-found', 'ROUTE_NOT_FOUND');

interface KnownRoute {
  readonly method: string;
  readonly segments: readonly string[];
}

/** Answers unknown addresses: 405 with `Allow` where another method would do, else 404. */
export function renderUnknownRoutes(app: FastifyInstance): void {
  const routes: KnownRoute[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    const segments = url.split('/');
    for (const name of [method].flat()) routes.push({ method: name, segments });
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(routes, request.raw.url ?? '');
    const problem = renderProblem(routeNotFound('There is nothing at this address.'), request.id);
    if (allowed.length === 0) return reply.code(404).send(problem.body);
    const message = `This address takes ${allowed.join(', ')}.`;
    return reply
      .code(405)
      .header('allow', allowed.join(', '))
      .send({ error: { ...problem.body.error, code: 'METHOD_NOT_ALLOWED', message } });
  });
}

function allowedMethods(routes: readonly KnownRoute[], rawUrl: string): string[] {
  const segments = (rawUrl.split('?', 1)[0] ?? '').split('/');
  const methods = routes.filter((route) => matches(route.segments, segments));
  return [...new Set(methods.map((route) => route.method))].toSorted();
}

/** Segment by segment: `:name` takes one, a closing `*` takes the rest. */
function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.at(-1) === '*') {
    const fixed = pattern.slice(0, -1);
    return segments.length > fixed.length && matches(fixed, segments.slice(0, fixed.length));
  }
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => part.startsWith(':') || part === segments[index])
  );
}
