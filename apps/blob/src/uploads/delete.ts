import { terminateUpload } from '@bonded/core/uploads';
import type { FastifyReply } from 'fastify';
import type { Exchange } from './exchange.ts';

/** `DELETE /uploads/{id}`: ends an upload and frees what it took (tus 1.0, Termination). */
export async function deleteHandler(exchange: Exchange): Promise<FastifyReply> {
  const { runtime, actor, request, reply, signal } = exchange;
  // The route's own pattern names it.
  const { id } = request.params as { readonly id: string };
  await terminateUpload(runtime.ports, actor, { id }, signal);
  return reply.code(204).send();
}
