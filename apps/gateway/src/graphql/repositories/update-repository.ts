import { updateRepository } from '@bonded/core/repositories';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Repository } from './repository.ts';
import { supplyFields } from './supply-fields.ts';

mutation('updateRepository', {
  needs: 'repository:update',
  audits: 'repository.update',
  input: (t) => ({
    id: t.id({ required: true }),
    name: t.string(),
    description: t.string(),
    isPublic: t.boolean(),
    canOverwrite: t.boolean(),
    canDelete: t.boolean(),
    canReuseVersions: t.boolean(),
    ...supplyFields(t),
  }),
  payload: { repository: Repository },
  resolve: async ({ ports, actor }, input) => ({
    repository: await updateRepository(ports, actor, given(input)),
  }),
});
