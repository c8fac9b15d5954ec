import { deleteArtifact } from '@bonded/core/artifacts';
import { mutation } from '../mutation.ts';

mutation('deleteArtifact', {
  needs: 'artifact:delete',
  audits: 'artifact.delete',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, { id }) => {
    await deleteArtifact(ports, actor, { id });
    return { deletedId: id };
  },
});
