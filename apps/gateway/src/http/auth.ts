import type { IpNetwork } from '@bonded/auth';
import { refreshSession, signIn, signOut } from '@bonded/core/identity';
import { parseInput } from '@bonded/core/input';
import { closeSignalOf } from '@bonded/http';
import { originOf } from '@bonded/runtime';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RouteOptions } from './routes.ts';

const credentials = z.object({
  username: z.string().max(256),
  password: z.string().max(4096),
  otp: z.string().max(16).optional(),
});
const refresh = z.object({ refreshToken: z.string().max(256) });

/**
 * `POST /api/auth/login`, `/refresh` and `/logout`: sessions for the console, the CLI and
 * integrators.
 */
export function registerAuthRoutes(
  server: FastifyInstance,
  options: RouteOptions & { readonly trustedProxies: readonly IpNetwork[] },
): void {
  const { ports } = options.runtime;
  server.post('/api/auth/login', async (request, reply) => {
    const origin = originOf(request, options.trustedProxies);
    const input = parseInput(credentials, request.body);
    const pair = await signIn(ports, origin, input, closeSignalOf(request));
    return reply.header('cache-control', 'no-store').send(pair);
  });
  server.post('/api/auth/refresh', async (request, reply) => {
    const origin = originOf(request, options.trustedProxies);
    const pair = await refreshSession(ports, origin, parseInput(refresh, request.body));
    return reply.header('cache-control', 'no-store').send(pair);
  });
  server.post('/api/auth/logout', async (request, reply) => {
    const origin = originOf(request, options.trustedProxies);
    await signOut(ports, origin, parseInput(refresh, request.body));
    return reply.code(204).send();
  });
}
