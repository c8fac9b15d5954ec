import { type Tx, transact, type Upload } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import {
  type DepositPlace,
  insertDeposit,
  type NamedDigest,
  refusedDeposit,
  requireNamed,
} from '../deposits/index.ts';
import type { Ports, StagedBlob } from '../ports.ts';
import { countHeld, withinQuota } from '../quotas/index.ts';
import { placeOfRepository } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { changeUpload } from './change-upload.ts';
import type { UploadClaim } from './upload-lock.ts';

export interface DepositUploadInput extends DepositPlace {
  readonly upload: Upload;
  readonly claim: UploadClaim;
  readonly expected: NamedDigest;
  /** The bytes of the upload, whole. */
  readonly staged: StagedBlob;
}

/**
 * Turns a whole upload into bytes that an artifact of the package may name, exactly once. The
 * caller found the upload, so it may publish there. Errors: DEPOSIT_DIGEST_MISMATCH, UPLOAD_LOCKED,
 * QUOTA_EXCEEDED.
 */
export async function depositUpload(
  ports: Pick<Ports, 'database' | 'blobs' | 'partials' | 'clock' | 'addresses'>,
  actor: Actor,
  input: DepositUploadInput,
): Promise<void> {
  const { upload, claim, staged, repository, packageName } = input;
  requireNamed(input.expected, staged);
  const { sizeBytes, digest } = staged;
  const now = ports.clock.now();
  const deposit = { repository, packageName, blob: staged, now };
  const write = async (tx: Tx) => {
    await changeUpload(tx, input, { state: 'COMPLETED', offsetBytes: sizeBytes, sizeBytes });
    await insertDeposit(tx, actor, deposit);
    await recordAudit(tx, actor, {
      action: 'upload.complete',
      resource: { kind: 'upload', id: upload.id, name: upload.path },
      place: placeOfRepository(repository),
      details: { digest },
    });
    await countHeld(tx);
  };
  await withinQuota(ports, actor, refusedDeposit(deposit), async () => {
    await ports.blobs.publish(staged, claim.signal);
    await transact(ports.database, write);
  });
  await ports.partials.remove(upload.id);
}
