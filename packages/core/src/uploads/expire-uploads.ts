import { type Prisma, transact, type Upload } from '@bonded/database';
import { serviceActor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';

const pageSize = 100;
/** Partials whose row is gone or ended are leftovers of a crash once they are this old. */
const leftoverAfterMs = 24 * 60 * 60 * 1000;

const sweeper = serviceActor('upload-sweep', []);

type SweepPorts = Pick<Ports, 'database' | 'clock' | 'partials'>;

/**
 * Removes uploads that nobody goes on with, and bytes that belong to no open upload. Returns how
 * many uploads expired.
 */
export async function expireUploads(ports: SweepPorts, signal: AbortSignal): Promise<number> {
  const now = ports.clock.now();
  let expired = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await ports.database.prisma.upload.findMany({
      where: abandonedAt(now),
      orderBy: { expiresAt: 'asc' },
      take: pageSize,
      include: { repository: true },
    });
    for (const upload of page) await expire(ports, upload, now);
    expired += page.length;
    if (page.length < pageSize) break;
  }
  await removeLeftovers(ports, new Date(now.getTime() - leftoverAfterMs), signal);
  return expired;
}

/**
 * Past its time, and in nobody's hands: the lock is judged by the same clock, within its seconds.
 */
function abandonedAt(now: Date) {
  return {
    state: 'OPEN',
    expiresAt: { lte: now },
    OR: [{ lockUntil: null }, { lockUntil: { lt: now } }],
  } satisfies Prisma.UploadWhereInput;
}

interface Abandoned extends Pick<Upload, 'id' | 'path' | 'repositoryId'> {
  readonly repository: { readonly projectId: string };
}

async function expire(ports: SweepPorts, upload: Abandoned, now: Date): Promise<void> {
  const { id, path, repositoryId, repository } = upload;
  const isExpired = await transact(ports.database, async (tx) => {
    const { count } = await tx.upload.updateMany({
      where: { id, ...abandonedAt(now) },
      data: { state: 'EXPIRED' },
    });
    if (count === 0) return false;
    await recordAudit(tx, sweeper, {
      action: 'upload.expire',
      resource: { kind: 'upload', id, name: path },
      place: { kind: 'repository', projectId: repository.projectId, repositoryId },
    });
    return true;
  });
  if (isExpired) await ports.partials.remove(id);
}

async function removeLeftovers(
  { database, partials }: SweepPorts,
  before: Date,
  signal: AbortSignal,
): Promise<void> {
  for await (const id of partials.listStale(before, signal)) {
    const open = await database.prisma.upload.count({ where: { id, state: 'OPEN' } });
    if (open === 0) await partials.remove(id);
  }
}
