import { syncSource } from '@bonded/core/sources';
import { mutation } from '../mutation.ts';
import { VcsSource } from './vcs-source.ts';

mutation('syncVcsSource', {
  needs: 'repository:update',
  audits: 'source.sync',
  input: (t) => ({ id: t.id({ required: true }) }),
  payload: { source: VcsSource },
  resolve: async ({ ports, actor }, input) => ({ source: await syncSource(ports, actor, input) }),
});
