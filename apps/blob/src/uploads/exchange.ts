import type { Actor } from '@bonded/core/access';
import type { CompleteUploadPorts } from '@bonded/core/uploads';
import type { Runtime } from '@bonded/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One tus request, its caller known. */
export interface Exchange {
  readonly runtime: Runtime;
  readonly completion: CompleteUploadPorts;
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}
