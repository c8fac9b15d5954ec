import { placeOfRepository } from '@bonded/core/repositories';
import { needs, visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { VcsKind, VcsRefKind } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { Repository } from '../repositories/repository.ts';

const sourcesByName = orderOf('VcsSource', [{ name: 'asc' }, { id: 'asc' }]);
const refsByName = orderOf('VcsRef', [{ kind: 'asc' }, { name: 'asc' }, { id: 'asc' }]);

const VcsRef = builder.prismaObject('VcsRef', {
  description: 'A tag or a branch of a source, and what it is a version of.',
  select: { id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    kind: t.expose('kind', { ...visible, type: VcsRefKind }),
    name: t.exposeString('name', visible),
    commit: t.exposeString('commit', visible),
    committedAt: t.expose('committedAt', { ...visible, type: 'DateTime', nullable: true }),
    version: t.exposeString('version', { ...visible, nullable: true }),
    skipReason: t.exposeString('skipReason', {
      ...visible,
      nullable: true,
      description: 'Why it is no version.',
    }),
    artifact: t.field({
      ...visible,
      type: Artifact,
      nullable: true,
      description: 'What was taken in of the version: null until somebody asks for its bytes.',
      resolve: ({ id }, _args, { loaders }) => loaders.takenIn.load(id),
    }),
  }),
});

const VcsRefConnection = connectionOf(VcsRef);

const refArgs = builder.args((t) => ({
  isSkipped: t.boolean({ description: 'Only those that are no version, or only the others.' }),
  search: t.string(),
}));

export const VcsSource = builder.prismaObject('VcsSource', {
  description: 'A repository of version control that a package is made of.',
  // Secrets are never read for a client.
  select: { id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    name: t.exposeString('name', visible),
    kind: t.expose('kind', { ...visible, type: VcsKind }),
    url: t.exposeString('url', visible),
    apiUrl: t.exposeString('apiUrl', { ...visible, nullable: true }),
    userName: t.exposeString('userName', { ...visible, nullable: true }),
    hasCredential: t.boolean({
      ...visible,
      description: 'A password or token is kept, sealed. It is never shown again.',
      select: { sealedSecret: true },
      resolve: ({ sealedSecret }) => sealedSecret !== null,
    }),
    hookUrl: t.string({
      ...visible,
      description: 'What its forge calls when something was pushed.',
      resolve: ({ id }, _args, { ports }) => `${ports.addresses.publicUrl}/api/hooks/vcs/${id}`,
    }),
    pollSeconds: t.exposeInt('pollSeconds', visible),
    isPaused: t.exposeBoolean('isPaused', visible),
    dueAt: t.expose('dueAt', { ...visible, type: 'DateTime' }),
    syncedAt: t.expose('syncedAt', { ...visible, type: 'DateTime', nullable: true }),
    failedAt: t.expose('failedAt', { ...visible, type: 'DateTime', nullable: true }),
    failure: t.exposeString('failure', {
      ...visible,
      nullable: true,
      description: 'What went wrong the last time that something did.',
    }),
    hookedAt: t.expose('hookedAt', { ...visible, type: 'DateTime', nullable: true }),
    defaultBranch: t.exposeString('defaultBranch', { ...visible, nullable: true }),
    isPrivate: t.exposeBoolean('isPrivate', { ...visible, nullable: true }),
    isArchived: t.exposeBoolean('isArchived', { ...visible, nullable: true }),
    rateLimit: t.exposeInt('rateLimit', { ...visible, nullable: true }),
    rateRemaining: t.exposeInt('rateRemaining', {
      ...visible,
      nullable: true,
      description: 'How many requests its forge still takes, as it last said.',
    }),
    rateResetAt: t.expose('rateResetAt', { ...visible, type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    repository: t.relation('repository', visible),
    versionCount: t.relationCount('refs', { ...visible, where: { version: { not: null } } }),
    skippedCount: t.relationCount('refs', { ...visible, where: { skipReason: { not: null } } }),
    refs: t.field(
      relatedList({
        ...visible,
        relation: 'refs',
        by: 'sourceId',
        connection: VcsRefConnection,
        order: refsByName,
        args: refArgs,
        where: ({ isSkipped, search }) => ({
          ...(isSkipped != null && { skipReason: isSkipped ? { not: null } : null }),
          ...(search && { name: { contains: search, mode: 'insensitive' } }),
        }),
      }),
    ),
  }),
});

const VcsSourceConnection = connectionOf(VcsSource);

const sourceArgs = builder.args((t) => ({ search: t.string() }));

builder.prismaObjectFields(Repository, (t) => ({
  sources: t.field({
    nullable: true,
    description: 'Of a hosted repository, for who may change it: what its packages are made of.',
    ...relatedList({
      ...needs('repository:update', placeOfRepository),
      relation: 'sources',
      by: 'repositoryId',
      connection: VcsSourceConnection,
      order: sourcesByName,
      args: sourceArgs,
      where: ({ search }) => (search ? { name: { contains: search, mode: 'insensitive' } } : {}),
    }),
  }),
}));
