import type { AdvisoryImport, Tx } from '@bonded/database';
import type { Ports } from '../ports.ts';

export interface AdvisoryDatabaseState {
  readonly isReady: boolean;
  /** When the newest import ended well. */
  readonly importedAt: Date | null;
  readonly version: string;
  readonly recordCount: number;
}

/** How old our knowledge is and how much of it there is. */
export async function advisoryDatabase(
  ports: Pick<Ports, 'database'>,
): Promise<AdvisoryDatabaseState> {
  const prisma = ports.database.prisma;
  const newest = await newestImport(prisma);
  return {
    isReady: newest !== null,
    importedAt: newest?.finishedAt ?? null,
    version: newest?.id ?? '',
    recordCount: newest === null ? 0 : await prisma.advisory.count(),
  };
}

/** The newest that ended well. */
export function newestImport(client: Pick<Tx, 'advisoryImport'>): Promise<AdvisoryImport | null> {
  return client.advisoryImport.findFirst({
    where: { finishedAt: { not: null }, error: null },
    orderBy: { finishedAt: 'desc' },
  });
}
