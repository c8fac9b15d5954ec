import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { connectionOf } from '../lists/connection.ts';
import { Node } from '../nodes/node.ts';

export const AdvisoryImport = builder.prismaObject('AdvisoryImport', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    source: t.exposeString('source', visible),
    startedAt: t.expose('startedAt', { ...visible, type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { ...visible, type: 'DateTime', nullable: true }),
    importedCount: t.exposeInt('importedCount', visible),
    skippedCount: t.exposeInt('skippedCount', visible),
    error: t.exposeString('error', { ...visible, nullable: true }),
  }),
});

export const AdvisoryImportConnection = connectionOf(AdvisoryImport);
