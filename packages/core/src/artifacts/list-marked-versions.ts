import { type Artifact, Prisma } from '@bonded/database';
import { literally } from '../input/index.ts';
import type { Ports } from '../ports.ts';

/** More than any group of packages has whose versions say something particular. */
const versionsMax = 10_000;

export interface MarkedVersionsInput {
  readonly repositoryId: string;
  readonly namePrefix: string;
  /** A key that the codec writes into the metadata of such versions alone. */
  readonly mark: string;
}

export type MarkedVersion = Artifact & { readonly package: { readonly name: string } };

/**
 * The versions that are given out and carry a mark, of all packages whose name begins so: for
 * indexes of more than one package. For callers that were let into the repository already.
 */
export function listMarkedVersions(
  ports: Pick<Ports, 'database'>,
  { repositoryId, namePrefix, mark }: MarkedVersionsInput,
): Promise<readonly MarkedVersion[]> {
  return ports.database.prisma.artifact.findMany({
    where: {
      package: { repositoryId, name: { startsWith: literally(namePrefix) } },
      state: 'RELEASED',
      deletedAt: null,
      yankedAt: null,
      metadata: { path: [mark], not: Prisma.AnyNull },
    },
    include: { package: { select: { name: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: versionsMax,
  });
}
