import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const userRow = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  isDisabled: z.boolean(),
  createdAt: moment,
  lastSignInAt: moment.nullable(),
});

export const user: Shape<z.output<typeof userRow>> = {
  fields: 'id username displayName email isDisabled createdAt lastSignInAt',
  row: userRow,
  columns: [
    { title: 'user', of: ({ username }) => username },
    { title: 'name', of: ({ displayName }) => displayName },
    { title: 'email', of: ({ email }) => email },
    { title: 'disabled', of: ({ isDisabled }) => isDisabled },
    { title: 'last sign-in', of: ({ lastSignInAt }) => shortMoment(lastSignInAt) },
    { title: 'id', of: ({ id }) => id },
  ],
};
