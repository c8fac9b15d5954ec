import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const sourceRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  url: z.string(),
  apiUrl: z.string().nullable(),
  userName: z.string().nullable(),
  hasCredential: z.boolean(),
  hookUrl: z.string(),
  pollSeconds: z.number(),
  isPaused: z.boolean(),
  syncedAt: moment.nullable(),
  failure: z.string().nullable(),
  rateRemaining: z.number().nullable(),
  versionCount: z.number(),
  skippedCount: z.number(),
  repository: z.object({ slug: z.string(), project: z.object({ slug: z.string() }) }),
});

/** A repository of version control that a package is made of. */
export const source: Shape<z.output<typeof sourceRow>> = {
  fields: `id name kind url apiUrl userName hasCredential hookUrl pollSeconds isPaused syncedAt
    failure rateRemaining versionCount skippedCount repository { slug project { slug } }`,
  row: sourceRow,
  columns: [
    {
      title: 'source',
      of: ({ name, repository: { slug, project } }) => `${project.slug}/${slug}/${name}`,
    },
    { title: 'kind', of: ({ kind }) => kind.toLowerCase() },
    { title: 'versions', of: ({ versionCount }) => versionCount },
    { title: 'skipped', of: ({ skippedCount }) => skippedCount },
    { title: 'synced', of: ({ syncedAt }) => (syncedAt === null ? '' : shortMoment(syncedAt)) },
    { title: 'failure', of: ({ failure }) => failure ?? '' },
  ],
  details: [
    { title: 'url', of: ({ url }) => url },
    { title: 'api', of: ({ apiUrl }) => apiUrl ?? '' },
    { title: 'user', of: ({ userName }) => userName ?? '' },
    { title: 'credential', of: ({ hasCredential }) => hasCredential },
    { title: 'hook', of: ({ hookUrl }) => hookUrl },
    { title: 'polled every', of: ({ pollSeconds }) => `${pollSeconds} s` },
    { title: 'paused', of: ({ isPaused }) => isPaused },
    { title: 'requests left', of: ({ rateRemaining }) => rateRemaining ?? '' },
    { title: 'id', of: ({ id }) => id },
  ],
};
