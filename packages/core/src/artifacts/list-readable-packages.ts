import type { Format, Prisma } from '@bonded/database';
import { type Actor, packagesWhere } from '../access/index.ts';
import type { Ports } from '../ports.ts';

export interface PackageFullName {
  readonly project: string;
  readonly repository: string;
  readonly name: string;
}

export interface ListReadablePackagesInput {
  readonly format: Format;
  /** The last one of the page before. */
  readonly after: PackageFullName | null;
  readonly limit: number;
}

/** The packages of every repository of a format of which the actor may see a version. */
export async function listReadablePackages(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  { format, after, limit }: ListReadablePackagesInput,
): Promise<{ readonly names: readonly PackageFullName[]; readonly hasMore: boolean }> {
  const rows = await ports.database.prisma.package.findMany({
    where: {
      AND: [packagesWhere(actor), { repository: { format } }, after === null ? {} : behind(after)],
    },
    orderBy: [
      { repository: { project: { slug: 'asc' } } },
      { repository: { slug: 'asc' } },
      { name: 'asc' },
    ],
    take: limit + 1,
    include: { repository: { include: { project: true } } },
  });
  const names = rows.slice(0, limit).map(({ name, repository }) => ({
    project: repository.project.slug,
    repository: repository.slug,
    name,
  }));
  return { names, hasMore: limit > 0 && rows.length > limit };
}

function behind({ project, repository, name }: PackageFullName): Prisma.PackageWhereInput {
  const sameProject = { slug: project };
  return {
    OR: [
      { repository: { project: { slug: { gt: project } } } },
      { repository: { project: sameProject, slug: { gt: repository } } },
      { repository: { project: sameProject, slug: repository }, name: { gt: name } },
    ],
  };
}
