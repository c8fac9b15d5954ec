import type { Ports } from '../ports.ts';

const namesMax = 500_000;

/** The names of all packages of a repository that have a version, held or only told of ones too. */
export async function listPackageNames(
  ports: Pick<Ports, 'database'>,
  repositoryId: string,
): Promise<readonly string[]> {
  const rows = await ports.database.prisma.package.findMany({
    where: {
      repositoryId,
      OR: [
        { artifacts: { some: { deletedAt: null } } },
        { source: { refs: { some: { version: { not: null } } } } },
      ],
    },
    select: { name: true },
    orderBy: { name: 'asc' },
    take: namesMax,
  });
  return rows.map(({ name }) => name);
}
