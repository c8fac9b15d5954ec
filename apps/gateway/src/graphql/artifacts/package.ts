import { artifactsWhere } from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ArtifactState } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { Artifact, ArtifactConnection, newestArtifacts } from './artifact.ts';
import { installCommandOf } from './install-command.ts';
import { matchingArtifacts } from './matching-artifacts.ts';

/** The tag that says which version is meant where nobody says which. */
const latestTag = 'latest';

/** Tags that a package shows: the most recently moved ones. */
const tagsMax = 100;

export const packagesByName = orderOf('Package', [{ name: 'asc' }, { id: 'asc' }]);

/** Never by when a person released it: an old version is old whenever it comes out. */
const latestFirst: Prisma.ArtifactOrderByWithRelationInput[] = [
  { outAt: { sort: 'desc', nulls: 'last' } },
  { upstreamAt: { sort: 'desc', nulls: 'last' } },
  { createdAt: 'desc' },
  { id: 'desc' },
];

const artifactArgs = builder.args((t) => ({ states: t.field({ type: [ArtifactState] }) }));

export const Package = builder.prismaObject('Package', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    name: t.exposeString('name', visible),
    description: t.exposeString('description', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    repository: t.relation('repository', visible),
    artifacts: t.field(
      relatedList({
        ...visible,
        relation: 'artifacts',
        by: 'packageId',
        connection: ArtifactConnection,
        order: newestArtifacts,
        args: artifactArgs,
        where: (args, { actor }) => matchingArtifacts(actor, args),
      }),
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
      description:
        'Of what the viewer may see: what is tagged "latest", if it is released; else the newest ' +
        'by when it was published, released ones first.',
      select: (_args, { actor }, nested) => ({
        tags: {
          where: {
            name: latestTag,
            artifact: { AND: [artifactsWhere(actor), { state: 'RELEASED' }] },
          },
          take: 1,
          select: { artifact: nested() },
        },
        artifacts: nested({ where: artifactsWhere(actor), orderBy: latestFirst, take: 1 }),
      }),
      resolve: ({ tags, artifacts }) => tags[0]?.artifact ?? artifacts[0] ?? null,
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
