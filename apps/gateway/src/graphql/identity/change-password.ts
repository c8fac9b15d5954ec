import { changePassword } from '@bonded/core/identity';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { User } from './user.ts';

mutation('changePassword', {
  needs: 'own',
  audits: 'user.change-password',
  input: (t) => ({
    userId: t.id(),
    currentPassword: t.string(),
    newPassword: t.string({ required: true }),
  }),
  payload: { user: User },
  resolve: async ({ ports, actor, signal }, input) => ({
    user: await changePassword(ports, actor, given(input), signal),
  }),
});
