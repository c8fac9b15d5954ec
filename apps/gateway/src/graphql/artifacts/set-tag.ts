import { setTag } from '@bonded/core/artifacts';
import { mutation } from '../mutation.ts';
import { Tag } from './tag.ts';

mutation('setTag', {
  needs: 'artifact:publish',
  audits: 'tag.set',
  input: (t) => ({
    packageId: t.id({ required: true }),
    name: t.string({ required: true }),
    version: t.string({ required: true }),
  }),
  payload: { tag: Tag },
  resolve: async ({ ports, actor }, input) => ({ tag: await setTag(ports, actor, input) }),
});
