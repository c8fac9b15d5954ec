import { signedIn, visible } from '../access/rule.ts';
import { actionsAt } from '../access/viewer-can.ts';
import { builder } from '../builder.ts';
import { ArtifactState } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { placeOfContent } from '../places.ts';
import { FileConnection, filesByPath } from './file.ts';
import { installCommandOf } from './install-command.ts';

/** Tags that one artifact or package shows: the newest ones. */
const tagsMax = 100;

const named = { package: { select: { name: true } } } as const;
const addressed = {
  repository: { select: { slug: true, format: true, project: { select: { slug: true } } } },
} as const;

export const newestArtifacts = orderOf('Artifact', [{ createdAt: 'desc' }, { id: 'desc' }]);

/** One version of a package. What scans and decisions say of it is in clearance/artifact-*.ts. */
export const Artifact = builder.prismaObject('Artifact', {
  select: { id: true, repositoryId: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    version: t.exposeString('version', visible),
    state: t.expose('state', { ...visible, type: ArtifactState }),
    purl: t.exposeString('purl', { ...visible, nullable: true }),
    sizeBytes: t.expose('sizeBytes', { ...visible, type: 'BigInt' }),
    digest: t.exposeString('digest', visible),
    licence: t.exposeString('licence', { ...visible, nullable: true }),
    deprecation: t.exposeString('deprecation', { ...visible, nullable: true }),
    yankedAt: t.expose('yankedAt', { ...visible, type: 'DateTime', nullable: true }),
    yankedReason: t.exposeString('yankedReason', { ...visible, nullable: true }),
    metadata: t.expose('metadata', { ...visible, type: 'JSON' }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    releasedAt: t.expose('releasedAt', { ...visible, type: 'DateTime', nullable: true }),
    upstreamAt: t.expose('upstreamAt', {
      ...visible,
      type: 'DateTime',
      nullable: true,
      description: 'When its upstream says that it was published.',
    }),
    coolsAt: t.expose('coolsAt', {
      ...visible,
      type: 'DateTime',
      nullable: true,
      description: 'While it is held because it is young: when that ends.',
    }),
    package: t.relation('package', visible),
    repository: t.relation('repository', visible),
    publishedBy: t.relation('publishedBy', { ...signedIn, nullable: true }),
    files: t.field(
      relatedList({
        ...visible,
        relation: 'files',
        by: 'artifactId',
        connection: FileConnection,
        order: filesByPath,
      }),
    ),
    tags: t.relation('tags', {
      ...visible,
      query: { orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }], take: tagsMax },
    }),
    installCommand: t.string({
      ...visible,
      select: { version: true, ...named, ...addressed },
      resolve: ({ version, package: { name }, repository }, _args, { ports }) =>
        installCommandOf(ports.addresses, { repository, name, version }),
    }),
    viewerCan: t.stringList({
      ...visible,
      description: 'What the viewer may do here.',
      resolve: async (artifact, _args, context) =>
        actionsAt(context.actor, await placeOfContent(artifact, context)),
    }),
  }),
});

export const ArtifactConnection = connectionOf(Artifact);
