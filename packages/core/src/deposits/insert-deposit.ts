import type { Prisma, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import type { StoredBlob } from '../artifacts/index.ts';
import type { StagedBlob } from '../ports.ts';
import type { Refused } from '../quotas/index.ts';
import {
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';

/** A blob that no artifact has named for this long is forgotten. */
export const depositLifetimeMs = 24 * 60 * 60 * 1000;

/** The package that bytes are for, which need not be there yet. */
export interface DepositPlace {
  readonly repository: RepositoryWithProject;
  readonly packageName: string;
}

export interface Deposit extends DepositPlace {
  readonly blob: Pick<StagedBlob | StoredBlob, 'digest' | 'sizeBytes' | 'extraDigests'>;
  readonly now: Date;
}

/** What is said of a deposit that has no room. */
export function refusedDeposit({ repository, packageName, blob }: Deposit): Refused {
  return { repository, name: packageName, action: 'blob.deposit', needed: [blob] };
}

/** Writes down that a package has bytes which its next artifact may name. */
export async function insertDeposit(tx: Tx, actor: Actor, deposit: Deposit): Promise<void> {
  const { repository, packageName, now } = deposit;
  const { digest, sizeBytes } = deposit.blob;
  const extraDigests: Prisma.InputJsonObject = { ...deposit.blob.extraDigests };
  await tx.blob.createMany({ data: [{ digest, sizeBytes }], skipDuplicates: true });
  const place = { repositoryId: repository.id, packageName, digest };
  const known = await tx.pendingBlob.findUnique({
    where: { repositoryId_packageName_digest: place },
  });
  // NOTE: the column is written here alone, with objects of digests.
  const before = known?.extraDigests as Prisma.InputJsonObject | undefined;
  const expiresAt = new Date(now.getTime() + depositLifetimeMs);
  await tx.pendingBlob.upsert({
    where: { repositoryId_packageName_digest: place },
    create: { id: newId(), ...place, extraDigests, expiresAt },
    update: { extraDigests: { ...before, ...extraDigests }, expiresAt },
  });
  await recordAudit(tx, actor, {
    action: 'blob.deposit',
    resource: { kind: 'blob', id: digest, name: `${repositoryPath(repository)}/${packageName}` },
    place: placeOfRepository(repository),
    details: { digest, sizeBytes },
  });
}
