import { z } from 'zod';
import { scope, scopeName } from '../place.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  owner: z.object({ username: z.string() }),
  actions: z.array(z.string()),
  ...scope.row,
  createdAt: moment,
  expiresAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
});

export const key: Shape<z.output<typeof keyRow>> = {
  fields: `id name prefix owner { username } actions ${scope.fields} createdAt expiresAt
    lastUsedAt revokedAt`,
  row: keyRow,
  columns: [
    { title: 'key', of: ({ prefix }) => prefix },
    { title: 'name', of: ({ name }) => name },
    { title: 'owner', of: ({ owner }) => owner.username },
    { title: 'where', of: scopeName },
    { title: 'actions', of: ({ actions }) => (actions.length === 0 ? 'all' : actions) },
    { title: 'last used', of: ({ lastUsedAt }) => shortMoment(lastUsedAt) },
    { title: 'expires', of: ({ expiresAt }) => shortMoment(expiresAt) },
    { title: 'revoked', of: ({ revokedAt }) => shortMoment(revokedAt) },
    { title: 'id', of: ({ id }) => id },
  ],
};
