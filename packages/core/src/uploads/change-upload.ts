import type { Prisma, Tx, Upload } from '@bonded/database';
import { uploadLocked } from './errors.ts';
import type { UploadClaim } from './upload-lock.ts';

/**
 * Changes an open upload for whoever holds its lock. One that lost it, and does not know yet, fails
 * here with UPLOAD_LOCKED: nothing of what it did is ever acknowledged.
 */
export async function changeUpload(
  tx: Pick<Tx, 'upload'>,
  held: { readonly upload: Pick<Upload, 'id'>; readonly claim: Pick<UploadClaim, 'fence'> },
  data: Prisma.UploadUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.upload.updateMany({
    where: { id: held.upload.id, state: 'OPEN', lockFence: held.claim.fence },
    data,
  });
  if (count === 0) throw uploadLocked('Another request took the upload over.');
}
