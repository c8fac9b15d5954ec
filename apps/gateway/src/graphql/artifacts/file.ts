import { signDownload } from '@bonded/core/artifacts';
import { needs, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';
import { placeOfContent } from '../places.ts';

export const filesByPath = orderOf('File', [{ path: 'asc' }, { id: 'asc' }]);

const File = builder.prismaObject('File', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    path: t.exposeString('path', visible),
    digest: t.exposeString('digest', visible),
    sizeBytes: t.expose('sizeBytes', { ...visible, type: 'BigInt' }),
    contentType: t.exposeString('contentType', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    downloadUrl: t.string({
      ...needs('artifact:download', placeOfContent),
      nullable: true,
      description:
        'Good for this one file, for at most a minute. Asking for it is a decision: ARTIFACT_HELD.',
      resolve: ({ id }, _args, { actor, ports }) => signDownload(ports, actor, { fileId: id }),
    }),
  }),
});

export const FileConnection = connectionOf(File);
