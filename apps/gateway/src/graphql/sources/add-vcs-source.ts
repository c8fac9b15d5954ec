import { addSource } from '@bonded/core/sources';
import { VcsKind } from '../enums.ts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { VcsSource } from './vcs-source.ts';

mutation('addVcsSource', {
  needs: 'repository:update',
  audits: 'source.add',
  input: (t) => ({
    project: t.string({ required: true }),
    repository: t.string({ required: true }),
    name: t.string({ required: true }),
    kind: t.field({ type: VcsKind, required: true }),
    url: t.string({ required: true }),
    apiUrl: t.string(),
    userName: t.string(),
    secret: t.string(),
    pollSeconds: t.int(),
  }),
  payload: { source: VcsSource, hookSecret: 'String' },
  resolve: ({ ports, actor }, input) => addSource(ports, actor, given(input)),
});
