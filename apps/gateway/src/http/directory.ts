import { authorise, globalScope } from '@bonded/core/access';
import { parseInput } from '@bonded/core/input';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RouteOptions } from './routes.ts';

const pageSizeMax = 100;
const page = z.object({
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(50),
  after: z.uuid().optional(),
});

/** `GET /api/users` and `/api/roles`: thin REST views of what GraphQL has in full. */
export function registerDirectoryRoutes(
  server: FastifyInstance,
  { runtime, authenticate }: RouteOptions,
): void {
  const { ports } = runtime;
  const { prisma } = ports.database;
  server.get('/api/users', async (request, reply) => {
    const actor = await authenticate(request);
    const resource = { kind: 'user', name: '*' };
    await authorise(ports, actor, { action: 'user:read', place: globalScope, resource });
    const { limit, after } = parseInput(page, request.query);
    const rows = await prisma.user.findMany({
      where: after === undefined ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: limit,
      // Never the hash: columns are named, not taken as they come.
      select: {
        id: true,
        username: true,
        displayName: true,
        email: true,
        isDisabled: true,
        createdAt: true,
        lastSignInAt: true,
      },
    });
    const next = rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
    return reply.header('cache-control', 'no-store').send({ items: rows, next });
  });
  server.get('/api/roles', async (request, reply) => {
    const actor = await authenticate(request);
    const resource = { kind: 'role', name: '*' };
    await authorise(ports, actor, { action: 'role:read', place: globalScope, resource });
    const { limit, after } = parseInput(page, request.query);
    const rows = await prisma.role.findMany({
      where: after === undefined ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: limit,
    });
    const next = rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
    return reply.header('cache-control', 'no-store').send({ items: rows, next });
  });
  server.get('/api/health', (_request, reply) => reply.redirect('/readyz', 307));
  server.get('/api/metrics', (_request, reply) => reply.redirect('/metrics', 307));
}
