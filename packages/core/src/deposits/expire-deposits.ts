import { transact } from '@bonded/database';
import { serviceActor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';

const pageSize = 100;

const sweeper = serviceActor('deposit-sweep', []);

/** Forgets what no artifact came to name. Returns how many deposits expired. */
export async function expireDeposits(
  ports: Pick<Ports, 'database' | 'clock'>,
  signal: AbortSignal,
): Promise<number> {
  const abandoned = { expiresAt: { lte: ports.clock.now() } };
  let expired = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await ports.database.prisma.pendingBlob.findMany({
      where: abandoned,
      orderBy: { expiresAt: 'asc' },
      take: pageSize,
      include: { repository: { include: { project: true } } },
    });
    for (const { id, digest, packageName, repository } of page) {
      await transact(ports.database, async (tx) => {
        // Named by an artifact, or deposited anew, since it was listed.
        const { count } = await tx.pendingBlob.deleteMany({ where: { id, ...abandoned } });
        if (count === 0) return;
        await recordAudit(tx, sweeper, {
          action: 'blob.expire',
          resource: {
            kind: 'blob',
            id: digest,
            name: `${repositoryPath(repository)}/${packageName}`,
          },
          place: placeOfRepository(repository),
        });
      });
    }
    expired += page.length;
    if (page.length < pageSize) return expired;
  }
}
