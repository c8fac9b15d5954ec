import { artifactsWhere } from '@bonded/core/access';
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

/** Tags that a package shows: the most recently moved ones. */
const tagsMax = 100;

export const packagesByName = orderOf('Package', [{ name: 'asc' }, { id: 'asc' }]);

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
