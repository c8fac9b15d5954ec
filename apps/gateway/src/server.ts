import { isReachable } from '@bonded/database';
import { mountFormat } from '@bonded/formats';
import { createServer, type Health, registerHealth } from '@bonded/http';
import { originOf, type Runtime, requestAuthenticator } from '@bonded/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GatewayConfig } from './config.ts';
import { registerAddresses } from './http/addresses.ts';
import { registerAdvisoryRoutes } from './http/advisories.ts';
import { registerArtifactRoutes } from './http/artifacts.ts';
import { registerAuditRoutes } from './http/audit.ts';
import { registerAuthRoutes } from './http/auth.ts';
import { registerDirectoryRoutes } from './http/directory.ts';
import { mountGraphql } from './http/graphql.ts';
import { registerHookRoutes } from './http/hooks.ts';
import { registerJwks } from './http/jwks.ts';

export interface GatewayServer {
  readonly server: FastifyInstance;
  readonly health: Health;
}

/** Everything that the gateway answers, by address. */
export async function createGatewayServer(
  runtime: Runtime,
  config: GatewayConfig,
): Promise<GatewayServer> {
  const { ports, logger } = runtime;
  const server = createServer({ logger });
  const authenticate = requestAuthenticator(ports, config.trustedProxies);
  const renderMetrics = () => runtime.metrics.render();
  const health = registerHealth(server, {
    probes: {
      database: () => isReachable(ports.database),
      blobs: (signal) => ports.blobs.isReady(signal),
    },
    renderMetrics,
  });
  const shared = { runtime, authenticate };
  registerJwks(server, shared);
  registerAddresses(server, shared);
  registerAuthRoutes(server, { ...shared, trustedProxies: config.trustedProxies });
  registerArtifactRoutes(server, shared);
  registerDirectoryRoutes(server, shared);
  registerAuditRoutes(server, shared);
  await registerAdvisoryRoutes(server, shared);
  await registerHookRoutes(server, shared);
  await mountGraphql(server, { ...shared, config });
  const mounted = {
    ports,
    authenticate,
    originOf: (request: FastifyRequest) => originOf(request, config.trustedProxies),
  };
  for (const format of ports.formats) await mountFormat(server, format, mounted);
  return { server, health };
}
