import { addJob, transact } from '@bonded/database';
import type { Ports } from '../ports.ts';

/** At once; the rest is found a minute later. */
const dueMax = 500;

/** Has all sources asked whose time has come: what stands behind hooks, which get lost. */
export async function enqueueDueSources({
  database,
  clock,
}: Pick<Ports, 'database' | 'clock'>): Promise<void> {
  const due = await database.prisma.vcsSource.findMany({
    where: { isPaused: false, dueAt: { lte: clock.now() } },
    orderBy: { dueAt: 'asc' },
    take: dueMax,
    select: { id: true },
  });
  for (const { id } of due) {
    await transact(database, (tx) =>
      addJob(tx, 'sync_source', { sourceId: id }, { jobKey: `source:${id}` }),
    );
  }
}
