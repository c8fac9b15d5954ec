import type { ProfileQuery } from '#generated/graphql.ts';

/** What the profile page knows of its viewer. */
export type OwnProfile = ProfileQuery['viewer'];
