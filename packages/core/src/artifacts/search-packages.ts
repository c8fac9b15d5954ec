import type { Artifact, Package, Prisma } from '@bonded/database';
import { type Actor, artifactsWhere } from '../access/index.ts';
import { literally } from '../input/index.ts';
import type { Ports } from '../ports.ts';

/** Nobody pages further than this; a count stops here too. */
const depthMax = 10_000;

export interface SearchPackagesInput {
  readonly repositoryId: string;
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

export interface PackageHit {
  readonly package: Package;
  /** The newest version that the actor may see. */
  readonly newest: Artifact;
  readonly publisher: string;
}

/**
 * Packages of a repository by a part of their name or description, of which the actor may see a
 * version.
 */
export async function searchPackages(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: SearchPackagesInput,
): Promise<{ readonly hits: readonly PackageHit[]; readonly total: number }> {
  const { prisma } = ports.database;
  const visible = artifactsWhere(actor);
  const where = {
    repositoryId: input.repositoryId,
    artifacts: { some: visible },
    ...matching(input.text),
  };
  const rows = await prisma.package.findMany({
    where,
    orderBy: { name: 'asc' },
    skip: Math.min(input.offset, depthMax),
    take: input.limit,
    include: {
      artifacts: {
        where: visible,
        orderBy: { createdAt: 'desc' },
        take: 1,
        include: { publishedBy: { select: { username: true } } },
      },
    },
  });
  const hits = rows.flatMap(({ artifacts: [newest], ...found }) =>
    newest === undefined
      ? []
      : [{ package: found, newest, publisher: newest.publishedBy?.username ?? '' }],
  );
  return { hits, total: await prisma.package.count({ where, take: depthMax }) };
}

function matching(text: string): Prisma.PackageWhereInput {
  if (text === '') return {};
  const contains = { contains: literally(text), mode: 'insensitive' } as const;
  return { OR: [{ name: contains }, { description: contains }] };
}
