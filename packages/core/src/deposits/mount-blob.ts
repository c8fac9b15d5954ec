import { transact } from '@bonded/database';
import { AppError } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { authorisePublish, type StoredBlob } from '../artifacts/index.ts';
import type { Ports } from '../ports.ts';
import { countHeld, withinQuota } from '../quotas/index.ts';
import { findRepository } from '../repositories/index.ts';
import { findStoredBlobs } from './find-stored-blobs.ts';
import { type DepositPlace, insertDeposit, refusedDeposit } from './insert-deposit.ts';
import { formatNamedDigest, type NamedDigest } from './named-digest.ts';
import { openBlob } from './open-blob.ts';

export interface MountBlobInput extends DepositPlace {
  readonly digest: NamedDigest;
  /** Where the actor says that it is; null where it may be in this package alone. */
  readonly from: {
    readonly project: string;
    readonly repository: string;
    readonly packageName: string;
  } | null;
}

type MountPorts = Pick<Ports, 'database' | 'caches' | 'addresses' | 'clock'>;

/**
 * Lets a package have a blob that another one has, without sending it again. False where there is
 * none that the actor could read: absent, hidden and held are one answer, so that a digest cannot
 * be used to ask what others have. Errors: those of publishing into the target.
 */
export async function mountBlob(
  ports: MountPorts,
  actor: Actor,
  input: MountBlobInput,
): Promise<boolean> {
  const { repository, packageName, digest, from } = input;
  await authorisePublish(ports, actor, repository, packageName);
  const target = { repositoryId: repository.id, packageName };
  if ((await findStoredBlobs(ports, target, [digest])).size > 0) return true;
  const blob = from === null ? null : await findReadable(ports, actor, digest, from);
  if (blob === null) return false;
  const now = ports.clock.now();
  const deposit = { repository, packageName, blob, now };
  await withinQuota(ports, actor, refusedDeposit(deposit), () =>
    transact(ports.database, async (tx) => {
      await insertDeposit(tx, actor, deposit);
      await countHeld(tx);
    }),
  );
  return true;
}

/** What says no to a reader says "not there" to who mounts. */
const refusals: ReadonlySet<AppError['kind']> = new Set(['unauthenticated', 'denied', 'not-found']);

async function findReadable(
  ports: MountPorts,
  actor: Actor,
  digest: NamedDigest,
  from: NonNullable<MountBlobInput['from']>,
): Promise<StoredBlob | null> {
  const { packageName } = from;
  try {
    const repository = await findRepository(ports, actor, from);
    await openBlob(ports, actor, { repository, packageName, digest, isForHeaders: false });
    const place = { repositoryId: repository.id, packageName };
    const found = await findStoredBlobs(ports, place, [digest]);
    return found.get(formatNamedDigest(digest)) ?? null;
  } catch (error) {
    if (error instanceof AppError && refusals.has(error.kind)) return null;
    throw error;
  }
}
