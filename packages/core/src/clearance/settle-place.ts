import { addJob, type Format, transact } from '@bonded/database';
import type { Ports } from '../ports.ts';

const pageSize = 200;

/** Where a rule speaks: one repository, those of a project, or all; of one format, or of all. */
export interface RuledPlace {
  readonly projectId: string | null;
  readonly repositoryId: string | null;
  readonly format: Format | null;
}

/** Has every repository of a place judged anew: the job behind a rule that came, went or ended. */
export async function settlePlace(
  ports: Pick<Ports, 'database'>,
  { projectId, repositoryId, format }: RuledPlace,
  signal: AbortSignal,
): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  let asked = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await ports.database.prisma.repository.findMany({
      where: {
        id: { gt: after, ...(repositoryId !== null && { equals: repositoryId }) },
        ...(projectId !== null && { projectId }),
        ...(format !== null && { format }),
      },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: { id: true },
    });
    await transact(ports.database, async (tx) => {
      for (const { id } of page) {
        await addJob(tx, 'settle_repository', { repositoryId: id }, { jobKey: `settle:${id}` });
      }
    });
    asked += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return asked;
    after = last.id;
  }
}
