import { transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { authorisePublish } from '../artifacts/index.ts';
import type { Ports, StagedBlob } from '../ports.ts';
import { depositDigestMismatch } from './errors.ts';
import { type DepositPlace, insertDeposit } from './insert-deposit.ts';
import { formatNamedDigest, type NamedDigest, names } from './named-digest.ts';

export interface DepositBlobInput extends DepositPlace {
  readonly staged: StagedBlob;
  readonly expected: NamedDigest;
}

/**
 * Takes in bytes that come before the artifact that will name them. Until then they are for those
 * who may publish there, and for nobody else. Errors: ACCESS_DENIED, DEPOSIT_DIGEST_MISMATCH.
 */
export async function depositBlob(
  ports: Pick<Ports, 'database' | 'blobs' | 'clock'>,
  actor: Actor,
  input: DepositBlobInput,
  signal: AbortSignal,
): Promise<void> {
  const { staged, expected, repository, packageName } = input;
  await authorisePublish(ports, actor, repository, packageName);
  requireNamed(expected, staged);
  await ports.blobs.publish(staged, signal);
  const now = ports.clock.now();
  await transact(ports.database, (tx) =>
    insertDeposit(tx, actor, { repository, packageName, blob: staged, now }),
  );
}

/** Errors: DEPOSIT_DIGEST_MISMATCH. */
export function requireNamed(expected: NamedDigest, staged: StagedBlob): void {
  if (names(expected, staged)) return;
  throw depositDigestMismatch(
    `The bytes that arrived are sha256:${staged.digest}, not ${formatNamedDigest(expected)}.`,
  );
}
