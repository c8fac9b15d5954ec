import type { Artifact, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { insertContents, sizeOf } from './artifact-contents.ts';
import { artifactAlreadyExists } from './errors.ts';
import type { PublishArtifactInput } from './publish-artifact-input.ts';

export type ArtifactToInsert = PublishArtifactInput & {
  readonly version: string;
  readonly packageId: string;
  /** True where a path may change hands inside its package: raw files are replaced. */
  readonly replaces: boolean;
};

export interface InsertedArtifact {
  readonly artifact: Artifact;
  /** What gave way to it: the versions whose path it took, or the digest it had before. */
  readonly replaced: string[];
}

/**
 * Writes the rows of a new version: artifact, files, components. Errors: ARTIFACT_ALREADY_EXISTS.
 */
export async function insertArtifact(
  tx: Tx,
  actor: Actor,
  input: ArtifactToInsert,
): Promise<InsertedArtifact> {
  const replaced = await vacatePaths(tx, input);
  const artifact = await tx.artifact.create({
    data: {
      id: newId(),
      repositoryId: input.repository.id,
      packageId: input.packageId,
      version: input.version,
      purl: input.purl ?? null,
      licence: input.licence ?? null,
      metadata: input.metadata,
      digest: input.files[0].staged.digest,
      subjectDigest: input.subjectDigest ?? null,
      originUrl: input.origin?.url ?? null,
      upstreamAt: input.origin?.publishedAt ?? null,
      originCommit: input.origin?.commit ?? null,
      sizeBytes: sizeOf(input.files),
      publishedById: actor.userId,
      contentAt: new Date(),
    },
  });
  await insertContents(tx, artifact, input);
  return { artifact, replaced };
}

/**
 * Frees the paths that the new files take. The former owner is gone with them, and only a version
 * of the same package can be: no package ever takes a path from another.
 */
async function vacatePaths(tx: Tx, input: ArtifactToInsert): Promise<string[]> {
  const { projectId, id: repositoryId } = input.repository;
  const taken = await tx.file.findMany({
    where: { repositoryId, path: { in: input.files.map((file) => file.path) } },
    select: { path: true, artifactId: true, artifact: { select: { packageId: true } } },
  });
  for (const { path, artifactId, artifact } of taken) {
    if (!input.replaces || artifact.packageId !== input.packageId) {
      throw artifactAlreadyExists(`There is another file at ${path} already.`);
    }
    const data = { state: 'DELETED', deletedAt: new Date() } as const;
    await tx.artifact.update({ where: { id: artifactId }, data });
    await tx.file.deleteMany({ where: { artifactId } });
    const { packageId } = artifact;
    const ids = { projectId, repositoryId, packageId, artifactId };
    announce(tx, { type: 'artifact.changed', ...ids });
  }
  return taken.map(({ artifactId }) => artifactId);
}
