import type { FastifyInstance } from 'fastify';

/** How often connections that fell idle while closing are looked for. */
const sweepEveryMs = 50;

/**
 * Stops accepting, lets requests in flight finish, and cuts what is left after `deadlineMs`.
 * Readiness must have gone false before, so that no balancer sends more.
 */
export async function closeServer(
  app: FastifyInstance,
  limits: { readonly deadlineMs: number },
): Promise<void> {
  // Node closes idle connections once; one that was answered early falls idle only later.
  const sweep = setInterval(() => app.server.closeIdleConnections(), sweepEveryMs);
  const cut = setTimeout(() => app.server.closeAllConnections(), limits.deadlineMs);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
