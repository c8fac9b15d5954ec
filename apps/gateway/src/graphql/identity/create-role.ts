import { createRole } from '@bonded/core/identity';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Role } from './role.ts';

mutation('createRole', {
  needs: 'role:update',
  audits: 'role.create',
  input: (t) => ({
    name: t.string({ required: true }),
    description: t.string(),
    actions: t.stringList({ required: true }),
  }),
  payload: { role: Role },
  resolve: async ({ ports, actor }, input) => ({
    role: await createRole(ports, actor, given(input)),
  }),
});
