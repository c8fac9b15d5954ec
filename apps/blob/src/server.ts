import type { CompleteUploadPorts } from '@bonded/core/uploads';
import { isReachable } from '@bonded/database';
import { createServer, type Health, registerHealth } from '@bonded/http';
import { type Runtime, requestAuthenticator } from '@bonded/runtime';
import type { FastifyInstance } from 'fastify';
import type { BlobConfig } from './config.ts';
import { registerDownloads } from './downloads/routes.ts';
import { registerUploads } from './uploads/routes.ts';

export interface BlobServer {
  readonly server: FastifyInstance;
  readonly health: Health;
}

/** Everything that the blob service answers: tus below `/uploads`, signed reads below `/blobs`. */
export function createBlobServer(
  runtime: Runtime,
  { config, completion }: { readonly config: BlobConfig; readonly completion: CompleteUploadPorts },
): BlobServer {
  const { ports, logger } = runtime;
  const server = createServer({ logger });
  const health = registerHealth(server, {
    probes: {
      database: () => isReachable(ports.database),
      blobs: (signal) => ports.blobs.isReady(signal),
    },
    renderMetrics: () => runtime.metrics.render(),
  });
  const authenticate = requestAuthenticator(ports, config.trustedProxies);
  registerUploads(server, { runtime, completion, authenticate });
  registerDownloads(server, runtime);
  return { server, health };
}
