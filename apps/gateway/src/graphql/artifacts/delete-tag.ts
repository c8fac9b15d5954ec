import { deleteTag } from '@bonded/core/artifacts';
import { mutation } from '../mutation.ts';

mutation('deleteTag', {
  needs: 'artifact:publish',
  audits: 'tag.delete',
  input: (t) => ({
    packageId: t.id({ required: true }),
    name: t.string({ required: true }),
  }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, input) => ({ deletedId: await deleteTag(ports, actor, input) }),
});
