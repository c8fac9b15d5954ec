import { transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { authorisePublish } from '../artifacts/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { blobUnknown } from './errors.ts';
import type { DepositPlace } from './insert-deposit.ts';
import { formatNamedDigest, type NamedDigest } from './named-digest.ts';
import { whereDigest } from './open-blob.ts';

/**
 * Takes back what was deposited and no artifact has named. What an artifact has goes with it, not
 * before. Errors: ACCESS_DENIED, BLOB_UNKNOWN.
 */
export async function deleteDeposit(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: DepositPlace & { readonly digest: NamedDigest },
): Promise<void> {
  const { repository, packageName, digest } = input;
  await authorisePublish(ports, actor, repository, packageName);
  await transact(ports.database, async (tx) => {
    const { count } = await tx.pendingBlob.deleteMany({
      where: { repositoryId: repository.id, packageName, ...whereDigest(digest) },
    });
    if (count === 0) throw blobUnknown('There is no such blob that no image has.');
    await recordAudit(tx, actor, {
      action: 'blob.delete',
      resource: {
        kind: 'blob',
        id: digest.hex,
        name: `${repositoryPath(repository)}/${packageName}`,
      },
      place: placeOfRepository(repository),
      details: { digest: formatNamedDigest(digest) },
    });
  });
}
