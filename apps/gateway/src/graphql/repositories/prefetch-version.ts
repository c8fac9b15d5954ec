import { prefetchVersion } from '@bonded/core/supply';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';

mutation('prefetchVersion', {
  needs: 'repository:update',
  audits: 'repository.prefetch',
  input: (t) => ({
    repositoryId: t.id({ required: true }),
    name: t.string({ required: true }),
    version: t.string(),
  }),
  payload: { name: 'String', version: 'String', filesCount: 'Int' },
  resolve: async ({ ports, actor }, input) => ({
    ...(await prefetchVersion(ports, actor, given(input))),
  }),
});
