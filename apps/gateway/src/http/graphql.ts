import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import { createGraphqlHandler } from '../graphql/server/create-handler.ts';
import type { RouteOptions } from './routes.ts';

/** Mounts GraphQL at `/graphql`: queries, mutations, and subscriptions over SSE. */
export async function mountGraphql(
  server: FastifyInstance,
  options: RouteOptions & { readonly config: GatewayConfig },
): Promise<void> {
  await createGraphqlHandler(server, options);
}
