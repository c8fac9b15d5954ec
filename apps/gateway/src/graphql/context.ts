import type { Actor } from '@bonded/core/access';
import type { PrismaClient } from '@bonded/database';
import type { Loaders } from './loaders.ts';
import type { GraphqlPorts } from './ports.ts';

/**
 * What every resolver is given: who asks, what they may use, and when to stop. Lives for one
 * operation.
 */
export interface GraphqlContext {
  readonly actor: Actor;
  readonly ports: GraphqlPorts;
  /** Reads only; writes go through use cases. */
  readonly prisma: PrismaClient;
  readonly loaders: Loaders;
  /** Ends when the client hangs up. */
  readonly signal: AbortSignal;
  /** Ends when this process is about to: what stays open must not keep it. */
  readonly closing: AbortSignal;
  /** Who the request's credential belongs to now. Errors: UNAUTHENTICATED once it is revoked. */
  readonly reauthenticate: () => Promise<Actor>;
  /**
   * The same request with the rights of this moment and nothing looked up yet: for one event of
   * a subscription.
   */
  readonly renewed: (actor: Actor) => GraphqlContext;
}
