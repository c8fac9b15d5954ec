import type { Artifact, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { normalisePackageName } from '@bonded/scanner/advisories';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { ScanComponent } from '../ports.ts';
import { artifactAlreadyExists } from './errors.ts';
import type { PublishArtifactInput, PublishedFile } from './publish-artifact-input.ts';

export type ArtifactToInsert = PublishArtifactInput & {
  readonly version: string;
  readonly packageId: string;
  /** True where a path may change hands inside its package: raw files are replaced. */
  readonly replaces: boolean;
};

export interface InsertedArtifact {
  readonly artifact: Artifact;
  /** The ids of the versions that gave their path to it. */
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
  const sizeBytes = input.files.reduce((sum, file) => sum + file.staged.sizeBytes, 0);
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
      sizeBytes,
      publishedById: actor.userId,
    },
  });
  await insertFiles(tx, artifact, input.files);
  await tx.component.createMany({
    data: input.components.map((component) => componentRow(artifact.id, component)),
  });
  return { artifact, replaced };
}

/** Names as advisories spell them: what an import changes is found by comparing the two. */
function componentRow(artifactId: string, component: ScanComponent) {
  const { ecosystem, licence = null } = component;
  const name = normalisePackageName(ecosystem, component.name);
  return { ...component, name, licence, id: newId(), artifactId };
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
    await announce(tx, { type: 'artifact.changed', ...ids });
  }
  return taken.map(({ artifactId }) => artifactId);
}

async function insertFiles(
  tx: Tx,
  { id: artifactId, repositoryId }: Artifact,
  files: readonly PublishedFile[],
): Promise<void> {
  await tx.blob.createMany({
    data: files.map(({ staged: { digest, sizeBytes } }) => ({ digest, sizeBytes })),
    skipDuplicates: true,
  });
  await tx.file.createMany({
    data: files.map(({ path, contentType, staged }) => ({
      id: newId(),
      repositoryId,
      artifactId,
      path,
      contentType,
      digest: staged.digest,
      sizeBytes: staged.sizeBytes,
      extraDigests: staged.extraDigests,
    })),
  });
}
