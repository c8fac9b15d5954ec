import { removeSource } from '@bonded/core/sources';
import { mutation } from '../mutation.ts';

mutation('removeVcsSource', {
  needs: 'repository:update',
  audits: 'source.remove',
  input: (t) => ({ id: t.id({ required: true }) }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, input) => {
    await removeSource(ports, actor, input);
    return { deletedId: input.id };
  },
});
