import { packagesWhere } from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import { needs, visible } from '../access/rule.ts';
import { actionsAt } from '../access/viewer-can.ts';
import { ArtifactConnection } from '../artifacts/artifact.ts';
import { ArtifactCounts } from '../artifacts/artifact-counts.ts';
import { matchingArtifacts } from '../artifacts/matching-artifacts.ts';
import { PackageConnection } from '../artifacts/package.ts';
import { builder } from '../builder.ts';
import { currentPolicyOf } from '../clearance/current-policy.ts';
import { Policy, PolicyConnection } from '../clearance/policy.ts';
import { ArtifactState, Format, RepositoryKind } from '../enums.ts';
import { BindingConnection } from '../identity/binding.ts';
import { connectionOf } from '../lists/connection.ts';
import { countUpTo } from '../lists/count.ts';
import { Node } from '../nodes/node.ts';
import { placeOfRow } from '../places.ts';
import { urlOfRepository } from './address.ts';

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
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    url: t.string({
      ...visible,
      description: 'What a client of the format is pointed at.',
      select: { project: { select: { slug: true } } },
      resolve: (repository, _args, { ports }) => urlOfRepository(ports.addresses, repository),
    }),
    project: t.relation('project', visible),
    packages: t.relatedConnection(
      'packages',
      {
        ...visible,
        cursor: 'id',
        args: { search: t.arg.string() },
        query: ({ search }, { actor }) => ({
          where: { AND: [packagesWhere(actor), named(search)] },
          orderBy: { name: 'asc' },
        }),
        countOf: (repository, { search }, { actor, prisma }) =>
          countUpTo(prisma.package, {
            repositoryId: repository.id,
            AND: [packagesWhere(actor), named(search)],
          }),
      },
      PackageConnection,
    ),
    artifacts: t.relatedConnection(
      'artifacts',
      {
        ...visible,
        cursor: 'id',
        args: { states: t.arg({ type: [ArtifactState] }), search: t.arg.string() },
        query: (args, { actor }) => ({
          where: matchingArtifacts(actor, args),
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        }),
        countOf: (repository, args, { actor, prisma }) =>
          countUpTo(prisma.artifact, {
            repositoryId: repository.id,
            AND: matchingArtifacts(actor, args),
          }),
      },
      ArtifactConnection,
    ),
    policy: t.field({
      ...needs('policy:read', placeOfRow),
      type: Policy,
      nullable: true,
      resolve: (repository, _args, { prisma }) => currentPolicyOf(prisma, repository.id),
    }),
    policyHistory: t.relatedConnection(
      'policies',
      {
        ...needs('policy:read', placeOfRow),
        nullable: true,
        cursor: 'id',
        query: { orderBy: { version: 'desc' } },
        countOf: (repository, _args, { prisma }) =>
          countUpTo(prisma.policy, { repositoryId: repository.id }),
      },
      PolicyConnection,
    ),
    bindings: t.relatedConnection(
      'bindings',
      {
        ...needs('binding:read', placeOfRow),
        nullable: true,
        cursor: 'id',
        query: { orderBy: { id: 'asc' } },
        countOf: (repository, _args, { prisma }) =>
          countUpTo(prisma.binding, { repositoryId: repository.id }),
      },
      BindingConnection,
    ),
    viewerCan: t.stringList({
      ...visible,
      description: 'What the viewer may do in this repository.',
      resolve: (repository, _args, { actor }) => actionsAt(actor, placeOfRow(repository)),
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
