import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

const keyRequestRow = z.object({
  id: z.string(),
  project: z.string(),
  repository: z.string(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  isGranted: z.boolean(),
  createdAt: moment,
  expiresAt: moment,
});

/** A client that waits at a terminal for somebody to sign it in. */
export const keyRequest: Shape<z.output<typeof keyRequestRow>> = {
  fields: 'id project repository ip userAgent isGranted createdAt expiresAt',
  row: keyRequestRow,
  columns: [
    { title: 'repository', of: ({ project, repository }) => `${project}/${repository}` },
    { title: 'client', of: ({ userAgent }) => userAgent },
    { title: 'from', of: ({ ip }) => ip },
    { title: 'since', of: ({ createdAt }) => shortMoment(createdAt) },
    { title: 'until', of: ({ expiresAt }) => shortMoment(expiresAt) },
    { title: 'granted', of: ({ isGranted }) => (isGranted ? 'yes' : 'no') },
    { title: 'id', of: ({ id }) => id },
  ],
};
