import type { RepositoryQuery } from '#generated/graphql.ts';

/** A repository as its pages share it. */
export type RepositoryDetails = NonNullable<RepositoryQuery['repository']>;
