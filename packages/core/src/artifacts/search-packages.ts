import type { Artifact, Package, Prisma, VcsRef } from '@bonded/database';
import { type Actor, artifactsWhere } from '../access/index.ts';
import { literally } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { holdersFor, type RepositoryWithProject } from '../repositories/index.ts';

/** Nobody pages further than this; a count stops here too. */
const depthMax = 10_000;

/** What a source tells of before anybody has asked for it. */
const isVersion = { version: { not: null } } satisfies Prisma.VcsRefWhereInput;

export interface SearchPackagesInput {
  readonly repository: RepositoryWithProject;
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

export interface PackageHit {
  readonly package: Package;
  /** The newest version that the actor may see, or that the package's source tells of. */
  readonly newest: Pick<Artifact, 'version' | 'createdAt'>;
  readonly publisher: string;
}

/**
 * Packages of a repository by a part of their name or description, of which the actor may see a
 * version. A group has those of its members, a name once: as the first member has it.
 */
export async function searchPackages(
  ports: Pick<Ports, 'database' | 'caches'>,
  actor: Actor,
  { repository, text, offset, limit }: SearchPackagesInput,
): Promise<{ readonly hits: readonly PackageHit[]; readonly total: number }> {
  const { prisma } = ports.database;
  const holders = (await holdersFor(ports, actor, repository)).map(({ id }) => id);
  const visible = artifactsWhere(actor);
  const where = {
    repositoryId: { in: holders },
    AND: [
      { OR: [{ artifacts: { some: visible } }, { source: { refs: { some: isVersion } } }] },
      matching(text),
    ],
  };
  const named = { by: 'name', where, orderBy: { name: 'asc' } } as const;
  const page = await prisma.package.groupBy({
    ...named,
    skip: Math.min(offset, depthMax),
    take: limit,
  });
  const rows = await prisma.package.findMany({
    where: { ...where, name: { in: page.map(({ name }) => name) } },
    include: {
      artifacts: {
        where: visible,
        orderBy: { createdAt: 'desc' },
        take: 1,
        include: { publishedBy: { select: { username: true } } },
      },
      source: {
        select: { refs: { where: isVersion, orderBy: { committedAt: 'desc' }, take: 1 } },
      },
    },
  });
  const byName = Map.groupBy(rows, ({ name }) => name);
  const hits = page.flatMap(({ name }) => {
    const its = byName.get(name) ?? [];
    const [first] = holders.flatMap((id) => its.find((row) => row.repositoryId === id) ?? []);
    return first === undefined ? [] : hitOf(first);
  });
  const total =
    holders.length === 1
      ? await prisma.package.count({ where, take: depthMax })
      : (await prisma.package.groupBy({ ...named, take: depthMax })).length;
  return { hits, total };
}

type FoundRow = Package & {
  readonly artifacts: readonly (Artifact & {
    readonly publishedBy: { readonly username: string } | null;
  })[];
  readonly source: { readonly refs: readonly VcsRef[] } | null;
};

function hitOf({ artifacts: [newest], source, ...found }: FoundRow): PackageHit[] {
  if (newest !== undefined) {
    return [{ package: found, newest, publisher: newest.publishedBy?.username ?? '' }];
  }
  const [told] = source?.refs ?? [];
  if (told === undefined || told.version === null) return [];
  const { version, committedAt, createdAt } = told;
  const said = { version, createdAt: committedAt ?? createdAt };
  return [{ package: found, newest: said, publisher: '' }];
}

function matching(text: string): Prisma.PackageWhereInput {
  if (text === '') return {};
  const contains = { contains: literally(text), mode: 'insensitive' } as const;
  return { OR: [{ name: contains }, { description: contains }] };
}
