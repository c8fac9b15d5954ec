import type { Artifact, ArtifactState, Tx } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { insertContents, sizeOf } from './artifact-contents.ts';
import type { PublishArtifactInput } from './publish-artifact-input.ts';

/**
 * Gives a version other bytes, where its repository lets it: nothing that was said of the old ones
 * stands.
 */
export async function renewArtifact(
  tx: Tx,
  actor: Actor,
  existing: Artifact,
  input: PublishArtifactInput,
): Promise<Artifact> {
  const artifactId = existing.id;
  await tx.file.deleteMany({ where: { artifactId } });
  await tx.component.deleteMany({ where: { artifactId } });
  const artifact = await tx.artifact.update({
    where: { id: artifactId },
    data: {
      ...heldAnew(existing),
      // Also what was deleted or taken back: it is there again.
      ...(existing.deletedAt === null ? {} : { state: 'QUARANTINED' as const }),
      deletedAt: null,
      yankedAt: null,
      yankedReason: null,
      deprecation: null,
      originCommit: input.origin?.commit ?? null,
      movedTo: null,
      digest: input.files[0].staged.digest,
      subjectDigest: input.subjectDigest ?? null,
      metadata: input.metadata,
      sizeBytes: sizeOf(input.files),
      licence: input.licence ?? null,
      purl: input.purl ?? null,
      publishedById: actor.userId,
    },
  });
  await insertContents(tx, artifact, input);
  return artifact;
}

/** New bytes: not scanned, and out of nobody's reach that a verdict had not put it in already. */
export function heldAnew({ state, contentAt }: Pick<Artifact, 'state' | 'contentAt'>) {
  const next: ArtifactState = state === 'RELEASED' ? 'QUARANTINED' : state;
  return {
    state: next,
    scanStatus: 'NOT_SCANNED' as const,
    // Later than before also where the clock stands still: it names the bytes.
    contentAt: new Date(Math.max(Date.now(), contentAt.getTime() + 1)),
  };
}
