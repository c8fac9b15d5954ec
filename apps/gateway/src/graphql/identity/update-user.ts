import { updateUser } from '@bonded/core/identity';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { User } from './user.ts';

mutation('updateUser', {
  needs: 'user:update',
  audits: 'user.update',
  input: (t) => ({
    id: t.id({ required: true }),
    displayName: t.string(),
    email: t.string({ description: 'Null takes the address away.' }),
    isDisabled: t.boolean(),
  }),
  payload: { user: User },
  resolve: async ({ ports, actor }, { email, ...input }) => ({
    user: await updateUser(ports, actor, { ...given(input), email }),
  }),
});
