import { deleteBinding } from '@bonded/core/identity';
import { mutation } from '../mutation.ts';

mutation('deleteBinding', {
  needs: 'binding:update',
  audits: 'binding.delete',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, { id }) => {
    await deleteBinding(ports, actor, { id });
    return { deletedId: id };
  },
});
