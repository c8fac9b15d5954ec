import type { AuditEvent } from '@bonded/database';
import { transact } from '@bonded/database';
import { type Actor, authorise, canAnywhere, globalScope } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { type AuditFilter, auditEventsMatching } from './filter.ts';

const pageSize = 500;

/**
 * Every event that the filter finds and the actor may read, newest first, page by page: no size is
 * too large.
 * The export itself is an event. Errors: ACCESS_DENIED.
 */
export async function exportAudit(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  filter: AuditFilter,
  signal: AbortSignal,
): Promise<AsyncGenerator<AuditEvent>> {
  const resource = { kind: 'audit-log', name: 'export' };
  if (!canAnywhere(actor, 'audit:read')) {
    await authorise(ports, actor, { action: 'audit:read', place: globalScope, resource });
  }
  await transact(ports.database, (tx) =>
    recordAudit(tx, actor, { action: 'audit.export', resource, place: globalScope }),
  );
  return pages(ports, actor, filter, signal);
}

async function* pages(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  filter: AuditFilter,
  signal: AbortSignal,
): AsyncGenerator<AuditEvent> {
  const where = auditEventsMatching(actor, filter);
  let before: bigint | null = null;
  for (;;) {
    signal.throwIfAborted();
    const page: AuditEvent[] = await ports.database.prisma.auditEvent.findMany({
      where: before === null ? where : { AND: [where, { sequence: { lt: before } }] },
      orderBy: { sequence: 'desc' },
      take: pageSize,
    });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    before = last.sequence;
  }
}
