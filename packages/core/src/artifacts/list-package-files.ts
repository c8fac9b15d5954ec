import type { File } from '@bonded/database';
import type { Ports } from '../ports.ts';

/** A version may have some hundreds of files, and a package some thousands of versions. */
const filesMax = 200_000;

/** All files of a package whose versions were not deleted, in the order in which they came. */
export function listPackageFiles(
  ports: Pick<Ports, 'database'>,
  packageId: string,
): Promise<readonly File[]> {
  return ports.database.prisma.file.findMany({
    where: { artifact: { packageId, deletedAt: null } },
    orderBy: [{ createdAt: 'asc' }, { path: 'asc' }],
    take: filesMax,
  });
}
