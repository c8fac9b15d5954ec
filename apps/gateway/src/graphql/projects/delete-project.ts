import { deleteProject } from '@bonded/core/projects';
import { mutation } from '../mutation.ts';

mutation('deleteProject', {
  needs: 'project:delete',
  audits: 'project.delete',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, { id }) => {
    await deleteProject(ports, actor, { id });
    return { deletedId: id };
  },
});
