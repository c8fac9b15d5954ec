import { z } from 'zod';
import { scope, scopeName } from '../place.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

const bindingRow = z.object({
  id: z.string(),
  user: z.object({ username: z.string() }),
  role: z.object({ name: z.string() }),
  ...scope.row,
  createdAt: moment,
});

export const binding: Shape<z.output<typeof bindingRow>> = {
  fields: `id user { username } role { name } ${scope.fields} createdAt`,
  row: bindingRow,
  columns: [
    { title: 'user', of: ({ user }) => user.username },
    { title: 'role', of: ({ role }) => role.name },
    { title: 'where', of: scopeName },
    { title: 'since', of: ({ createdAt }) => shortMoment(createdAt) },
    { title: 'id', of: ({ id }) => id },
  ],
};
