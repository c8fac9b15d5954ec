import type { Tx } from '@bonded/database';
import { blobNotDeposited } from './errors.ts';
import type { PublishArtifactInput } from './publish-artifact-input.ts';
import { isStaged } from './stored-blob.ts';

/**
 * Takes what was deposited for an artifact: from now on its decision says who may read it. Bytes
 * that only other packages have are none: to know a digest is not to have what it names. Errors:
 * BLOB_NOT_DEPOSITED.
 */
export async function claimStored(
  tx: Tx,
  packageId: string,
  { repository, name, files }: PublishArtifactInput,
): Promise<void> {
  const wanted = files.map(({ staged }) => staged).filter((blob) => !isStaged(blob));
  const digests = [...new Set(wanted.map(({ digest }) => digest))];
  if (digests.length === 0) return;
  const place = { repositoryId: repository.id, packageName: name, digest: { in: digests } };
  const pending = await tx.pendingBlob.findMany({ where: place, select: { digest: true } });
  const held = await tx.file.findMany({
    where: { digest: { in: digests }, artifact: { packageId, deletedAt: null } },
    select: { digest: true },
    distinct: ['digest'],
  });
  const known = new Set([...pending, ...held].map(({ digest }) => digest));
  const missing = digests.find((digest) => !known.has(digest));
  if (missing !== undefined) {
    throw blobNotDeposited(`${name} has no blob sha256:${missing}. Upload it first.`, {
      details: { digest: missing },
    });
  }
  await tx.pendingBlob.deleteMany({ where: place });
}
