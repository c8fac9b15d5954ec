import { deleteRepository } from '@bonded/core/repositories';
import { mutation } from '../mutation.ts';

mutation('deleteRepository', {
  needs: 'repository:delete',
  audits: 'repository.delete',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, { id }) => {
    await deleteRepository(ports, actor, { id });
    return { deletedId: id };
  },
});
