import { checkUpstream } from '@bonded/core/supply';
import { Format } from '../enums.ts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { TriedUpstream } from './tried-upstream.ts';

mutation('checkUpstream', {
  needs: 'repository:create',
  audits: 'upstream.check',
  input: (t) => ({
    project: t.string({ required: true }),
    format: t.field({ type: Format, required: true }),
    upstreamUrl: t.string({ required: true }),
    upstreamUserName: t.string(),
    upstreamSecret: t.string(),
  }),
  payload: { tried: TriedUpstream },
  resolve: async ({ ports, actor }, input) => ({
    tried: await checkUpstream(ports, actor, given(input)),
  }),
});
