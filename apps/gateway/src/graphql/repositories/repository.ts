import { packagesWhere } from '@bonded/core/access';
import { placeOfRepository } from '@bonded/core/repositories';
import type { Prisma } from '@bonded/database';
import { needs, visible } from '../access/rule.ts';
import { actionsAt } from '../access/viewer-can.ts';
import { ArtifactConnection, newestArtifacts } from '../artifacts/artifact.ts';
import { ArtifactCounts } from '../artifacts/artifact-counts.ts';
import { matchingArtifacts } from '../artifacts/matching-artifacts.ts';
import { PackageConnection, packagesByName } from '../artifacts/package.ts';
import { builder } from '../builder.ts';
import { ArtifactState, Format, RepositoryKind } from '../enums.ts';
import { BindingConnection, oldestBindings } from '../identity/binding.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { urlOfRepository } from './address.ts';
import './upstream.ts';

export const repositoriesBySlug = orderOf('Repository', [{ slug: 'asc' }, { id: 'asc' }]);

const packageArgs = builder.args((t) => ({ search: t.string() }));
const artifactArgs = builder.args((t) => ({
  states: t.field({ type: [ArtifactState] }),
  search: t.string(),
}));

/** Its policies are in clearance/repository-policies.ts. */
export const Repository = builder.prismaObject('Repository', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    slug: t.exposeString('slug', visible),
    name: t.exposeString('name', visible),
    description: t.exposeString('description', visible),
    format: t.expose('format', { ...visible, type: Format }),
    kind: t.expose('kind', { ...visible, type: RepositoryKind }),
    isPublic: t.exposeBoolean('isPublic', visible),
    canOverwrite: t.exposeBoolean('canOverwrite', visible),
    canDelete: t.exposeBoolean('canDelete', visible),
    canReuseVersions: t.exposeBoolean('canReuseVersions', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    url: t.string({
      ...visible,
      description: 'What a client of the format is pointed at.',
      select: { project: { select: { slug: true } } },
      resolve: (repository, _args, { ports }) => urlOfRepository(ports.addresses, repository),
    }),
    project: t.relation('project', visible),
    upstream: t.relation('upstream', {
      ...needs('repository:update', placeOfRepository),
      nullable: true,
      description: 'Of a proxy: for who may change it.',
    }),
    packages: t.field(
      relatedList({
        ...visible,
        relation: 'packages',
        by: 'repositoryId',
        connection: PackageConnection,
        order: packagesByName,
        args: packageArgs,
        where: ({ search }, { actor }) => ({ AND: [packagesWhere(actor), named(search)] }),
      }),
    ),
    artifacts: t.field(
      relatedList({
        ...visible,
        relation: 'artifacts',
        by: 'repositoryId',
        connection: ArtifactConnection,
        order: newestArtifacts,
        args: artifactArgs,
        where: (args, { actor }) => matchingArtifacts(actor, args),
      }),
    ),
    bindings: t.field({
      nullable: true,
      ...relatedList({
        ...needs('binding:read', placeOfRepository),
        relation: 'bindings',
        by: 'repositoryId',
        connection: BindingConnection,
        order: oldestBindings,
      }),
    }),
    viewerCan: t.stringList({
      ...visible,
      description: 'What the viewer may do in this repository.',
      resolve: (repository, _args, { actor }) => actionsAt(actor, placeOfRepository(repository)),
    }),
    artifactCounts: t.field({
      ...visible,
      type: ArtifactCounts,
      resolve: (repository, _args, { loaders }) => loaders.repositoryTallies.load(repository.id),
    }),
  }),
});

export const RepositoryConnection = connectionOf(Repository);

function named(search: string | null | undefined): Prisma.PackageWhereInput {
  if (search == null || search === '') return {};
  return { name: { contains: search, mode: 'insensitive' } };
}
