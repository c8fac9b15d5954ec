import type { Artifact, Tx } from '@bonded/database';
import { addContents } from './artifact-contents.ts';
import { artifactAlreadyExists } from './errors.ts';
import type { OnExisting, PublishArtifactInput, PublishedFile } from './publish-artifact-input.ts';
import { heldAnew } from './renew-artifact.ts';

/**
 * Adds files to a version that is there. What was said of it before was not about them, so it is
 * held again. Null when all of them were there with the same bytes. Errors:
 * ARTIFACT_ALREADY_EXISTS where a file has other bytes and must keep them.
 */
export async function joinArtifact(
  tx: Tx,
  existing: Artifact,
  input: PublishArtifactInput,
  join: Extract<OnExisting, { kind: 'join' }>,
): Promise<Artifact | null> {
  const canReplace = join.replacesFiles === true || input.repository.canOverwrite;
  const files = await filesToAdd(tx, existing, { input, canReplace });
  if (files.length === 0) return null;
  await addContents(tx, existing, { files, components: input.components });
  const { _sum: sum } = await tx.file.aggregate({
    where: { artifactId: existing.id },
    _sum: { sizeBytes: true },
  });
  return tx.artifact.update({
    where: { id: existing.id },
    data: {
      ...heldAnew(existing),
      metadata: join.mergeMetadata?.(existing.metadata) ?? input.metadata,
      sizeBytes: sum.sizeBytes ?? 0,
      upstreamAt: dateWith(existing, input),
      licence: input.licence ?? existing.licence,
      purl: input.purl ?? existing.purl,
    },
  });
}

/** A file that somebody put into an old version lately makes it as young as itself (D5.2). */
function dateWith(
  { upstreamAt, createdAt }: Pick<Artifact, 'upstreamAt' | 'createdAt'>,
  { origin }: Pick<PublishArtifactInput, 'origin'>,
): Date | null {
  const added = origin?.publishedAt ?? null;
  return added !== null && added > (upstreamAt ?? createdAt) ? added : upstreamAt;
}

async function filesToAdd(
  tx: Tx,
  existing: Artifact,
  { input, canReplace }: { readonly input: PublishArtifactInput; readonly canReplace: boolean },
): Promise<readonly PublishedFile[]> {
  const rows = await tx.file.findMany({
    where: { artifactId: existing.id, path: { in: input.files.map(({ path }) => path) } },
  });
  const known = new Map(rows.map((row) => [row.path, row]));
  const changed = input.files.filter(
    ({ path, staged }) => known.get(path)?.digest !== staged.digest,
  );
  const replaced = changed.flatMap(({ path }) => known.get(path) ?? []);
  if (replaced[0] !== undefined && !canReplace) {
    throw artifactAlreadyExists(`${replaced[0].path} exists already with other bytes.`);
  }
  await tx.file.deleteMany({ where: { id: { in: replaced.map(({ id }) => id) } } });
  return changed;
}
