import { invalidateUpstream } from '@bonded/core/supply';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';

mutation('invalidateUpstream', {
  needs: 'repository:update',
  audits: 'repository.invalidate',
  input: (t) => ({ repositoryId: t.id({ required: true }), name: t.string() }),
  payload: { documentsCount: 'Int' },
  resolve: async ({ ports, actor }, input) => ({
    ...(await invalidateUpstream(ports, actor, given(input))),
  }),
});
