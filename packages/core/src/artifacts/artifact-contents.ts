import type { Artifact, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { normalisePackageName } from '@bonded/scanner/advisories';
import { componentKey } from '../clearance/index.ts';
import type { ScanComponent } from '../ports.ts';
import type { PublishedFile } from './publish-artifact-input.ts';

export interface ArtifactContents {
  readonly files: readonly PublishedFile[];
  readonly components: readonly ScanComponent[];
}

/** Writes the rows of files and components of an artifact that had none. */
export async function insertContents(
  tx: Tx,
  { id: artifactId, repositoryId }: Pick<Artifact, 'id' | 'repositoryId'>,
  { files, components }: ArtifactContents,
): Promise<void> {
  await tx.blob.createMany({
    data: files.map(({ staged: { digest, sizeBytes } }) => ({ digest, sizeBytes })),
    skipDuplicates: true,
  });
  await tx.file.createMany({
    data: files.map(({ path, contentType, staged, metadata = {} }) => ({
      id: newId(),
      repositoryId,
      artifactId,
      path,
      contentType,
      digest: staged.digest,
      sizeBytes: staged.sizeBytes,
      extraDigests: staged.extraDigests,
      metadata,
    })),
  });
  if (components.length === 0) return;
  const data = components.map((component) => componentRow(artifactId, component));
  await tx.component.createMany({ data });
}

/** The same beside what it has. What it is made of is told once, however often said. */
export async function addContents(
  tx: Tx,
  artifact: Pick<Artifact, 'id' | 'repositoryId'>,
  { files, components }: ArtifactContents,
): Promise<void> {
  const known = await tx.component.findMany({
    where: { artifactId: artifact.id },
    select: { purl: true, relation: true },
  });
  const said = new Set(known.map(componentKey));
  const added = components.filter((component) => !said.has(componentKey(component)));
  await insertContents(tx, artifact, { files, components: added });
}

/** Names as advisories spell them: what an import changes is found by comparing the two. */
function componentRow(artifactId: string, component: ScanComponent) {
  const { ecosystem, licence = null } = component;
  const name = normalisePackageName(ecosystem, component.name);
  return { ...component, name, licence, id: newId(), artifactId };
}

export function sizeOf(files: readonly PublishedFile[]): number {
  return files.reduce((sum, file) => sum + file.staged.sizeBytes, 0);
}
