import type { Actor } from '@bonded/core/access';
import type { PrismaClient } from '@bonded/database';
import type { GraphqlContext } from '../context.ts';
import { createLoaders } from '../loaders.ts';
import type { GraphqlPorts } from '../ports.ts';

/** What is known of a request before its operation is read. */
export interface RequestContext {
  readonly actor: Actor;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly reauthenticate: () => Promise<Actor>;
}

/** What stays the same for all requests. */
export interface Surroundings {
  readonly ports: GraphqlPorts;
  readonly prisma: PrismaClient;
  readonly closing: AbortSignal;
}

export function contextOf(
  surroundings: Surroundings,
  { actor, signal, reauthenticate }: RequestContext,
): GraphqlContext {
  const contextFor = (current: Actor): GraphqlContext => ({
    ...surroundings,
    actor: current,
    signal,
    reauthenticate,
    loaders: createLoaders(surroundings.prisma, current),
    renewed: contextFor,
  });
  return contextFor(actor);
}
