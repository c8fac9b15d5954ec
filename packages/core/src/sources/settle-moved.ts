import { type Artifact, transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { settleArtifact } from '../clearance/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { withRepository } from './find-source.ts';

const taggedMax = 20_000;

interface Move {
  readonly artifact: Artifact;
  readonly tag: string;
  /** Where the tag is now; null: where it was when the version was taken in. */
  readonly movedTo: string | null;
}

/**
 * Holds the versions whose tags were moved after they were taken in, and lets go of those whose
 * tags came back. Their bytes stay what they were.
 */
export async function settleMoved(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  { sourceId }: { readonly sourceId: string },
): Promise<void> {
  const { prisma } = ports.database;
  const source = await prisma.vcsSource.findUnique({
    where: { id: sourceId },
    include: withRepository,
  });
  if (source === null) return;
  const { packageId } = source;
  const tags = await prisma.vcsRef.findMany({
    where: { sourceId, kind: 'TAG', version: { not: null } },
    orderBy: { name: 'desc' },
    take: taggedMax,
    select: { name: true, version: true, commit: true },
  });
  // Of two tags that say one version, the first by name is the version.
  const byVersion = new Map(tags.map((tag) => [tag.version, tag]));
  const fetched = await prisma.artifact.findMany({
    where: { packageId, deletedAt: null, originCommit: { not: null } },
    take: taggedMax,
  });
  const moves = fetched.flatMap((artifact): Move[] => {
    const tag = byVersion.get(artifact.version);
    if (tag === undefined) return [];
    const movedTo = tag.commit === artifact.originCommit ? null : tag.commit;
    return movedTo === artifact.movedTo ? [] : [{ artifact, tag: tag.name, movedTo }];
  });
  const place = placeOfRepository(source.repository);
  for (const { artifact, tag, movedTo } of moves) {
    await transact(ports.database, async (tx) => {
      await tx.artifact.update({ where: { id: artifact.id }, data: { movedTo } });
      await recordAudit(tx, actor, {
        action: movedTo === null ? 'source.tag-returned' : 'source.tag-moved',
        resource: {
          kind: 'artifact',
          id: artifact.id,
          name: `${repositoryPath(source.repository)}/${source.name}@${artifact.version}`,
        },
        place,
        details: { tag, from: artifact.originCommit, to: movedTo ?? artifact.originCommit },
      });
      await settleArtifact(tx, actor, artifact.id);
      const { projectId, repositoryId } = place;
      announce(tx, { type: 'package.changed', projectId, repositoryId, packageId });
    });
  }
}
