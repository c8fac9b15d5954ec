import { createBinding } from '@bonded/core/identity';
import { mutation } from '../mutation.ts';
import { Binding } from './binding.ts';

mutation('createBinding', {
  needs: 'binding:update',
  audits: 'binding.create',
  input: (t) => ({
    userId: t.id({ required: true }),
    roleId: t.id({ required: true }),
    project: t.string(),
    repository: t.string(),
  }),
  payload: { binding: Binding },
  resolve: async ({ ports, actor }, input) => ({
    binding: await createBinding(ports, actor, input),
  }),
});
