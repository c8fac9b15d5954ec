import type { PackageQuery } from '#generated/graphql.ts';

/** A package as the parts of its page share it. */
export type PackageDetails = NonNullable<PackageQuery['package']>;
