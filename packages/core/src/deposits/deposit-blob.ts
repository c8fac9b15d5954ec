import { transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { authorisePublish } from '../artifacts/index.ts';
import type { Ports, StagedBlob } from '../ports.ts';
import { countHeld, withinQuota } from '../quotas/index.ts';
import { depositDigestMismatch } from './errors.ts';
import { type DepositPlace, insertDeposit, refusedDeposit } from './insert-deposit.ts';
import { formatNamedDigest, type NamedDigest, names } from './named-digest.ts';

export interface DepositBlobInput extends DepositPlace {
  readonly staged: StagedBlob;
  readonly expected: NamedDigest;
}

/**
 * Takes in bytes that come before the artifact that will name them. Until then they are for those
 * who may publish there, and for nobody else. Errors: ACCESS_DENIED, DEPOSIT_DIGEST_MISMATCH,
 * QUOTA_EXCEEDED.
 */
export async function depositBlob(
  ports: Pick<Ports, 'database' | 'blobs' | 'clock' | 'addresses'>,
  actor: Actor,
  input: DepositBlobInput,
  signal: AbortSignal,
): Promise<void> {
  const { staged, expected, repository, packageName } = input;
  await authorisePublish(ports, actor, repository, packageName);
  requireNamed(expected, staged);
  const now = ports.clock.now();
  const deposit = { repository, packageName, blob: staged, now };
  await withinQuota(ports, actor, refusedDeposit(deposit), async () => {
    await ports.blobs.publish(staged, signal);
    await transact(ports.database, async (tx) => {
      await insertDeposit(tx, actor, deposit);
      await countHeld(tx);
    });
  });
}

/** Errors: DEPOSIT_DIGEST_MISMATCH. */
export function requireNamed(expected: NamedDigest, staged: StagedBlob): void {
  if (names(expected, staged)) return;
  throw depositDigestMismatch(
    `The bytes that arrived are sha256:${staged.digest}, not ${formatNamedDigest(expected)}.`,
  );
}
