import { checkSource } from '@bonded/core/sources';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { VcsKind } from '../enums.ts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';

interface Checked {
  readonly defaultBranch: string | null;
  readonly isPrivate: boolean | null;
  readonly tagCount: number;
  readonly branchCount: number;
}

const CheckedVcsSource = builder.objectRef<Checked>('CheckedVcsSource').implement({
  description: 'What a repository of version control said when it was tried.',
  fields: (t) => ({
    defaultBranch: t.exposeString('defaultBranch', { ...visible, nullable: true }),
    isPrivate: t.exposeBoolean('isPrivate', { ...visible, nullable: true }),
    tagCount: t.exposeInt('tagCount', visible),
    branchCount: t.exposeInt('branchCount', visible),
  }),
});

mutation('checkVcsSource', {
  needs: 'repository:update',
  audits: 'source.check',
  input: (t) => ({
    project: t.string({ required: true }),
    repository: t.string({ required: true }),
    kind: t.field({ type: VcsKind, required: true }),
    url: t.string({ required: true }),
    apiUrl: t.string(),
    userName: t.string(),
    secret: t.string(),
  }),
  payload: { checked: CheckedVcsSource },
  resolve: async ({ ports, actor }, input) => ({
    checked: await checkSource(ports, actor, given(input)),
  }),
});
