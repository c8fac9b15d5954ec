import type { QuarantineQuery } from '#generated/graphql.ts';

/** One row of the queue. */
export type HeldArtifact = QuarantineQuery['artifacts']['nodes'][number];
