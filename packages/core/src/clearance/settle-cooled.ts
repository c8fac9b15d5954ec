import { transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { settleArtifact } from './settle-artifact.ts';

/** Judges one artifact anew: the job behind a cooldown that is over. */
export async function settleCooled(
  { database }: Pick<Ports, 'database'>,
  actor: Actor,
  { artifactId }: { readonly artifactId: string },
): Promise<void> {
  const found = await database.prisma.artifact.findFirst({
    where: { id: artifactId, deletedAt: null },
    select: { packageId: true, repositoryId: true, repository: { select: { projectId: true } } },
  });
  if (found === null) return;
  const { packageId, repositoryId, repository } = found;
  await transact(database, async (tx) => {
    await settleArtifact(tx, actor, artifactId);
    announce(tx, { type: 'package.changed', ...repository, repositoryId, packageId });
  });
}
