import { defaultPolicyOf } from '@bonded/core/clearance';
import type { Policy, PrismaClient, Repository } from '@bonded/database';

/**
 * The policy a repository lives under. The default has no row of its own, so it gets the
 * repository's id.
 */
export async function currentPolicyOf(
  prisma: PrismaClient,
  { id: repositoryId, kind }: Pick<Repository, 'id' | 'kind'>,
): Promise<Policy> {
  const row = await prisma.policy.findFirst({
    where: { repositoryId },
    orderBy: { version: 'desc' },
  });
  return (
    row ?? {
      ...defaultPolicyOf(kind),
      upstreamUntil: null,
      id: repositoryId,
      repositoryId,
      createdAt: epoch,
      createdById: null,
    }
  );
}

const epoch = new Date(0);
