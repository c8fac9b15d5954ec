import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ScanStatus } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { countUpTo } from '../lists/count.ts';
import { Node } from '../nodes/node.ts';
import { FindingConnection } from './finding.ts';
import { worstFirst } from './matching-findings.ts';

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
    findings: t.relatedConnection(
      'findings',
      {
        ...visible,
        cursor: 'id',
        query: { orderBy: worstFirst },
        countOf: (scan, _args, { prisma }) => countUpTo(prisma.finding, { scanId: scan.id }),
      },
      FindingConnection,
    ),
    artifact: t.relation('artifact', visible),
  }),
});

export const ScanConnection = connectionOf(Scan);
