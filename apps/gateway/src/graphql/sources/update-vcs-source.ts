import { updateSource } from '@bonded/core/sources';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { VcsSource } from './vcs-source.ts';

mutation('updateVcsSource', {
  needs: 'repository:update',
  audits: 'source.update',
  input: (t) => ({
    id: t.id({ required: true }),
    url: t.string(),
    apiUrl: t.string(),
    userName: t.string(),
    secret: t.string(),
    pollSeconds: t.int(),
    isPaused: t.boolean(),
  }),
  payload: { source: VcsSource },
  resolve: async ({ ports, actor }, input) => ({
    source: await updateSource(ports, actor, given(input)),
  }),
});
