import { createUser } from '@bonded/core/identity';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { User } from './user.ts';

mutation('createUser', {
  needs: 'user:create',
  audits: 'user.create',
  input: (t) => ({
    username: t.string({ required: true }),
    displayName: t.string({ required: true }),
    email: t.string(),
    password: t.string({ required: true }),
  }),
  payload: { user: User },
  resolve: async ({ ports, actor, signal }, input) => ({
    user: await createUser(ports, actor, given(input), signal),
  }),
});
