import { transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { settleArtifact } from './settle-artifact.ts';

const pageSize = 200;

/** Judges every artifact of a repository anew, page by page: the job behind a policy change. */
export async function settleRepository(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly repositoryId: string },
  signal: AbortSignal,
): Promise<number> {
  const { repositoryId } = input;
  const prisma = ports.database.prisma;
  let after = '00000000-0000-0000-0000-000000000000';
  let settled = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await prisma.artifact.findMany({
      where: { repositoryId, deletedAt: null, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: { id: true, packageId: true, repository: { select: { projectId: true } } },
    });
    for (const { id, packageId, repository } of page) {
      await transact(ports.database, async (tx) => {
        await settleArtifact(tx, actor, id);
        announce(tx, { type: 'package.changed', ...repository, repositoryId, packageId });
      });
      settled += 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return settled;
    after = last.id;
  }
}
