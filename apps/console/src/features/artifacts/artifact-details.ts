import type { ArtifactHeadQuery } from '#generated/graphql.ts';

/** An artifact as its head and its tabs share it. */
export type ArtifactDetails = NonNullable<ArtifactHeadQuery['artifact']>;
