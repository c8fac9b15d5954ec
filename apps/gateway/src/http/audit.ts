import { Readable } from 'node:stream';
import { authorise, canAnywhere, globalScope } from '@bonded/core/access';
import {
  auditEventsMatching,
  auditFilter,
  exportAudit,
  exportContentTypes,
  renderExport,
} from '@bonded/core/audit';
import { parseInput } from '@bonded/core/input';
import { closeSignalOf } from '@bonded/http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RouteOptions } from './routes.ts';

const pageSizeMax = 100;
const listQuery = auditFilter.extend({
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(50),
  before: z.coerce.bigint().positive().optional(),
});
const exportQuery = auditFilter.extend({ format: z.enum(['json', 'html']).default('json') });

/** `GET /api/audit-logs`, a page at a time, and `/api/audit-logs/export`, whole and streamed. */
export function registerAuditRoutes(
  server: FastifyInstance,
  { runtime, authenticate }: RouteOptions,
): void {
  const { ports } = runtime;
  server.get('/api/audit-logs', async (request, reply) => {
    const actor = await authenticate(request);
    if (!canAnywhere(actor, 'audit:read')) {
      const resource = { kind: 'audit-log', name: 'list' };
      await authorise(ports, actor, { action: 'audit:read', place: globalScope, resource });
    }
    const { limit, before, ...filter } = parseInput(listQuery, request.query);
    const where = auditEventsMatching(actor, filter);
    const rows = await ports.database.prisma.auditEvent.findMany({
      where: before === undefined ? where : { AND: [where, { sequence: { lt: before } }] },
      orderBy: { sequence: 'desc' },
      take: limit,
    });
    const items = rows.map((row) => ({ ...row, sequence: String(row.sequence) }));
    const next = rows.length === limit ? (items.at(-1)?.sequence ?? null) : null;
    return reply.header('cache-control', 'no-store').send({ items, next });
  });
  server.get('/api/audit-logs/export', async (request, reply) => {
    const actor = await authenticate(request);
    const { format, ...filter } = parseInput(exportQuery, request.query);
    const events = await exportAudit(ports, actor, filter, closeSignalOf(request));
    const madeAt = ports.clock.now();
    const name = `bonded-audit-${madeAt.toISOString().slice(0, 10)}.${format}`;
    return reply
      .header('content-type', exportContentTypes[format])
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(renderExport(format, events, madeAt), { objectMode: false }));
  });
}
