import { deleteRole } from '@bonded/core/identity';
import { mutation } from '../mutation.ts';

mutation('deleteRole', {
  needs: 'role:update',
  audits: 'role.delete',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, { id }) => {
    await deleteRole(ports, actor, { id });
    return { deletedId: id };
  },
});
