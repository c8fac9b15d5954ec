import { ensureFirstAdmin } from '@bonded/core/identity';
import { closeServer, type Health } from '@bonded/http';
import { composeRuntime, type Runtime } from '@bonded/runtime';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from './config.ts';
import { createGatewayServer } from './server.ts';

export interface Gateway extends AsyncDisposable {
  readonly server: FastifyInstance;
  readonly runtime: Runtime;
  readonly logger: Runtime['logger'];
  /** Starts to listen and gives the address. */
  listen(): Promise<string>;
}

/** How long open requests may take when the process stops. */
const drainMs = 15_000;

/** The gateway with everything it needs, ready to listen. */
export async function composeGateway(config: GatewayConfig, signal: AbortSignal): Promise<Gateway> {
  const runtime = await composeRuntime(config, { role: 'gateway', signal });
  if (config.adminPassword !== null) {
    await ensureFirstAdmin(runtime.ports, config.adminPassword, signal);
  }
  const { server, health } = await createGatewayServer(runtime, config);
  return {
    server,
    runtime,
    logger: runtime.logger,
    listen: () => server.listen({ port: config.port, host: config.host }),
    [Symbol.asyncDispose]: () => dispose(server, health, runtime),
  };
}

/**
 * Readiness goes first, so that nothing new is sent here; then requests end; then what they used.
 */
async function dispose(server: FastifyInstance, health: Health, runtime: Runtime): Promise<void> {
  health.startDraining();
  await closeServer(server, { deadlineMs: drainMs });
  await runtime[Symbol.asyncDispose]();
}
