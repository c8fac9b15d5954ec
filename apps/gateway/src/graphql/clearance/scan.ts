import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ScanStatus } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { FindingConnection, worstFindings } from './finding.ts';

export const newestScans = orderOf('Scan', [{ createdAt: 'desc' }, { id: 'desc' }]);

export const Scan = builder.prismaObject('Scan', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    status: t.expose('status', { ...visible, type: ScanStatus }),
    scanner: t.exposeString('scanner', visible),
    databaseVersion: t.exposeString('databaseVersion', { ...visible, nullable: true }),
    error: t.exposeString('error', { ...visible, nullable: true }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    startedAt: t.expose('startedAt', { ...visible, type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { ...visible, type: 'DateTime', nullable: true }),
    findings: t.field(
      relatedList({
        ...visible,
        relation: 'findings',
        by: 'scanId',
        connection: FindingConnection,
        order: worstFindings,
      }),
    ),
    artifact: t.relation('artifact', visible),
  }),
});

export const ScanConnection = connectionOf(Scan);
