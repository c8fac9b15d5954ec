import { closeServer, type Health } from '@bonded/http';
import { composeRuntime, type Runtime } from '@bonded/runtime';
import type { FastifyInstance } from 'fastify';
import type { BlobConfig } from './config.ts';
import { createBlobServer } from './server.ts';
import { completionPorts } from './uploads/completion-ports.ts';
import { sweepWholeUploads } from './uploads/sweep-whole-uploads.ts';

export interface Blob extends AsyncDisposable {
  readonly server: FastifyInstance;
  readonly runtime: Runtime;
  readonly logger: Runtime['logger'];
  /** Starts to listen and gives the address. */
  listen(): Promise<string>;
}

/**
 * How long running uploads may take when the process stops: what they sent is durable, they resume
 * elsewhere.
 */
const drainMs = 15_000;

/** The blob service with everything it needs, ready to listen. */
export async function composeBlob(config: BlobConfig, signal: AbortSignal): Promise<Blob> {
  const runtime = await composeRuntime(config, { role: 'blob', signal });
  const completion = completionPorts(runtime);
  const { server, health } = createBlobServer(runtime, { config, completion });
  const sweep = sweepWholeUploads(runtime, completion);
  return {
    server,
    runtime,
    logger: runtime.logger,
    listen: () => server.listen({ port: config.port, host: config.host }),
    [Symbol.asyncDispose]: async () => {
      sweep.stop();
      await dispose(server, health, runtime);
    },
  };
}

async function dispose(server: FastifyInstance, health: Health, runtime: Runtime): Promise<void> {
  health.startDraining();
  await closeServer(server, { deadlineMs: drainMs });
  await runtime[Symbol.asyncDispose]();
}
