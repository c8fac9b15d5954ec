import { renewHookSecret } from '@bonded/core/sources';
import { mutation } from '../mutation.ts';
import { VcsSource } from './vcs-source.ts';

mutation('renewVcsSourceSecret', {
  needs: 'repository:update',
  audits: 'source.renew-secret',
  input: (t) => ({ id: t.id({ required: true }) }),
  payload: { source: VcsSource, hookSecret: 'String' },
  resolve: ({ ports, actor }, input) => renewHookSecret(ports, actor, input),
});
