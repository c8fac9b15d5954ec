import type { OverviewQuery } from '#generated/graphql.ts';

/** The numbers and lists of the first page. */
export type Overview = OverviewQuery['overview'];
