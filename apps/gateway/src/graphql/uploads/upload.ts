import { visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { judgedBy, mayReadArtifact } from '../artifacts/may-read-artifact.ts';
import { builder } from '../builder.ts';
import { UploadState } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { Node } from '../nodes/node.ts';

export const Upload = builder.prismaObject('Upload', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    repository: t.relation('repository', visible),
    path: t.exposeString('path', visible),
    sizeBytes: t.expose('sizeBytes', { ...visible, type: 'BigInt', nullable: true }),
    offsetBytes: t.expose('offsetBytes', { ...visible, type: 'BigInt' }),
    state: t.expose('state', { ...visible, type: UploadState }),
    failure: t.exposeString('failure', { ...visible, nullable: true }),
    url: t.string({
      ...visible,
      description: 'Where the upload goes on (tus 1.0).',
      resolve: ({ id }, _args, { ports }) => `${ports.addresses.blobUrl}/uploads/${id}`,
    }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { ...visible, type: 'DateTime' }),
    artifact: t.field({
      ...visible,
      type: Artifact,
      nullable: true,
      description: 'What became of it, where the viewer may see it.',
      select: (_args, _context, nested) => ({ artifact: nested(judgedBy) }),
      resolve: async ({ artifact }, _args, context) =>
        artifact !== null && (await mayReadArtifact(artifact, context)) ? artifact : null,
    }),
  }),
});

export const UploadConnection = connectionOf(Upload);
