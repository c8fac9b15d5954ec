import { artifactsWhere, packagesWhere } from '@bonded/core/access';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ArtifactState } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { countUpTo } from '../lists/count.ts';
import { Node } from '../nodes/node.ts';
import { Artifact, ArtifactConnection } from './artifact.ts';
import { installCommandOf } from './install-command.ts';
import { matchingArtifacts } from './matching-artifacts.ts';

/** Tags that a package shows: the most recently moved ones. */
const tagsMax = 100;

export const Package = builder.prismaObject('Package', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    name: t.exposeString('name', visible),
    description: t.exposeString('description', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    repository: t.relation('repository', visible),
    artifacts: t.relatedConnection(
      'artifacts',
      {
        ...visible,
        cursor: 'id',
        args: { states: t.arg({ type: [ArtifactState] }) },
        query: (args, { actor }) => ({
          where: matchingArtifacts(actor, args),
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        }),
        countOf: (parent, args, { actor, prisma }) =>
          countUpTo(prisma.artifact, {
            packageId: parent.id,
            AND: matchingArtifacts(actor, args),
          }),
      },
      ArtifactConnection,
    ),
    tags: t.relation('tags', {
      ...visible,
      query: (_args, { actor }) => ({
        where: { artifact: artifactsWhere(actor) },
        orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        take: tagsMax,
      }),
    }),
    latest: t.field({
      ...visible,
      type: Artifact,
      nullable: true,
      description: 'The newest artifact that the viewer may see, released ones first.',
      select: (_args, { actor }, nested) => ({
        artifacts: nested({
          where: artifactsWhere(actor),
          orderBy: [{ releasedAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }],
          take: 1,
        }),
      }),
      resolve: ({ artifacts }) => artifacts[0] ?? null,
    }),
    installCommand: t.string({
      ...visible,
      select: {
        repository: { select: { slug: true, format: true, project: { select: { slug: true } } } },
      },
      resolve: ({ name, repository }, _args, { ports }) =>
        installCommandOf(ports.addresses, { repository, name }),
    }),
  }),
});

export const PackageConnection = connectionOf(Package);

builder.queryField('package', (t) =>
  t.prismaField({
    ...visible,
    type: Package,
    nullable: true,
    args: {
      project: t.arg.string({ required: true }),
      repository: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
    },
    resolve: (query, _root, { project, repository, name }, { actor, prisma }) =>
      prisma.package.findFirst({
        ...query,
        where: {
          name,
          repository: { slug: repository, project: { slug: project } },
          AND: packagesWhere(actor),
        },
      }),
  }),
);
