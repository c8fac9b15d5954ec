import { z } from 'zod';
import { itemCommand } from '../item-command.ts';

const viewerRow = z.object({
  name: z.string(),
  isAnonymous: z.boolean(),
  user: z
    .object({
      id: z.string(),
      username: z.string(),
      displayName: z.string(),
      email: z.string().nullable(),
    })
    .nullable(),
  apiKey: z.object({ id: z.string(), name: z.string(), prefix: z.string() }).nullable(),
  permissions: z.array(z.string()),
});

export const whoami = itemCommand({
  usage: 'whoami',
  says: 'Show who you are here and what you may do everywhere',
  shape: {
    row: viewerRow,
    columns: [
      { title: 'user', of: ({ user, name }) => user?.username ?? name },
      { title: 'name', of: ({ user }) => user?.displayName ?? null },
      { title: 'email', of: ({ user }) => user?.email ?? null },
      { title: 'key', of: ({ apiKey }) => (apiKey === null ? null : [apiKey.prefix, apiKey.name]) },
      { title: 'may', of: ({ permissions }) => permissions },
    ],
  },
  document: `query Viewer {
    viewer {
      name isAnonymous user { id username displayName email } apiKey { id name prefix } permissions
    }
  }`,
  at: 'viewer',
  variables: () => ({}),
});
