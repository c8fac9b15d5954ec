import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const sessionRow = z.object({
  id: z.string(),
  createdAt: moment,
  lastUsedAt: moment,
  expiresAt: moment,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  isCurrent: z.boolean(),
});

export const session: Shape<z.output<typeof sessionRow>> = {
  fields: 'id createdAt lastUsedAt expiresAt ip userAgent isCurrent',
  row: sessionRow,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'this one', of: ({ isCurrent }) => isCurrent },
    { title: 'since', of: ({ createdAt }) => shortMoment(createdAt) },
    { title: 'last used', of: ({ lastUsedAt }) => shortMoment(lastUsedAt) },
    { title: 'expires', of: ({ expiresAt }) => shortMoment(expiresAt) },
    { title: 'from', of: ({ ip }) => ip },
    { title: 'with', of: ({ userAgent }) => userAgent },
  ],
};
