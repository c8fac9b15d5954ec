import type { Ports } from '../ports.ts';

const pageSize = 100;
/** Partials whose row is gone or ended are leftovers of a crash once they are this old. */
const leftoverAfterMs = 24 * 60 * 60 * 1000;

/**
 * Removes uploads that nobody goes on with, and bytes that belong to no open upload. Returns how
 * many.
 */
export async function expireUploads(
  ports: Pick<Ports, 'database' | 'clock' | 'partials'>,
  signal: AbortSignal,
): Promise<number> {
  const { prisma } = ports.database;
  const now = ports.clock.now();
  let expired = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await prisma.upload.findMany({
      where: { state: 'OPEN', expiresAt: { lte: now } },
      orderBy: { expiresAt: 'asc' },
      take: pageSize,
      select: { id: true },
    });
    for (const { id } of page) {
      const data = { state: 'EXPIRED' } as const;
      await prisma.upload.updateMany({ where: { id, state: 'OPEN' }, data });
      await ports.partials.remove(id);
    }
    expired += page.length;
    if (page.length < pageSize) break;
  }
  const before = new Date(now.getTime() - leftoverAfterMs);
  for await (const id of ports.partials.listStale(before, signal)) {
    const open = await prisma.upload.count({ where: { id, state: 'OPEN' } });
    if (open === 0) await ports.partials.remove(id);
  }
  return expired;
}
