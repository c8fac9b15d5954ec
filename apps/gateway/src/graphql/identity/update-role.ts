import { updateRole } from '@bonded/core/identity';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Role } from './role.ts';

mutation('updateRole', {
  needs: 'role:update',
  audits: 'role.update',
  input: (t) => ({
    id: t.id({ required: true }),
    description: t.string(),
    actions: t.stringList(),
  }),
  payload: { role: Role },
  resolve: async ({ ports, actor }, input) => ({
    role: await updateRole(ports, actor, given(input)),
  }),
});
