import { checkProxy } from '@bonded/core/supply';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { TriedUpstream } from './tried-upstream.ts';

mutation('checkProxy', {
  needs: 'repository:update',
  audits: 'proxy.check',
  input: (t) => ({
    id: t.id({ required: true }),
    upstreamUrl: t.string(),
    upstreamUserName: t.string(),
    upstreamSecret: t.string(),
  }),
  payload: { tried: TriedUpstream },
  resolve: async ({ ports, actor }, input) => ({
    tried: await checkProxy(ports, actor, given(input)),
  }),
});
