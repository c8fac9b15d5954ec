import { createRepository } from '@bonded/core/repositories';
import { Format, RepositoryKind } from '../enums.ts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Repository } from './repository.ts';
import { supplyFields } from './supply-fields.ts';

mutation('createRepository', {
  needs: 'repository:create',
  audits: 'repository.create',
  input: (t) => ({
    project: t.string({ required: true }),
    slug: t.string({ required: true }),
    name: t.string(),
    format: t.field({ type: Format, required: true }),
    kind: t.field({ type: RepositoryKind, required: true }),
    description: t.string(),
    isPublic: t.boolean(),
    canOverwrite: t.boolean(),
    canDelete: t.boolean(),
    canReuseVersions: t.boolean(),
    ...supplyFields(t),
  }),
  payload: { repository: Repository },
  resolve: async ({ ports, actor }, input) => ({
    repository: await createRepository(ports, actor, given(input)),
  }),
});
