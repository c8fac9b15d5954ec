import type { Actor } from '@bonded/core/access';
import type { File, PrismaClient } from '@bonded/database';
import type { Loaders } from './loaders.ts';
import type { GraphqlPorts } from './ports.ts';

/** Makes addresses from which a client fetches bytes. */
export interface DownloadLinks {
  /** Good for one file and at most a minute. It is a download like any other: decided, or ARTIFACT_HELD. */
  urlOf(actor: Actor, file: Pick<File, 'repositoryId' | 'path'>): Promise<string>;
}

/** What every resolver is given: who asks, what they may use, and when to stop. Lives for one operation. */
export interface GraphqlContext {
  readonly actor: Actor;
  readonly ports: GraphqlPorts;
  /** Reads only; writes go through use cases. */
  readonly prisma: PrismaClient;
  readonly loaders: Loaders;
  readonly downloads: DownloadLinks;
  /** Ends when the client hangs up. */
  readonly signal: AbortSignal;
  /** Who the request's credential belongs to now. Errors: UNAUTHENTICATED once it is revoked. */
  reauthenticate(): Promise<Actor>;
  /** The same request with the rights of this moment and nothing looked up yet: for one event of a subscription. */
  renewed(actor: Actor): GraphqlContext;
}
