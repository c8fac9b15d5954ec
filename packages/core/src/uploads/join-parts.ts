import type { Upload } from '@bonded/database';
import type { Ports } from '../ports.ts';
import { durableOffset } from './append-upload.ts';
import { changeUpload } from './change-upload.ts';
import { uploadPartsInvalid } from './errors.ts';
import { isWhole } from './upload.ts';
import type { UploadClaim } from './upload-lock.ts';

export interface Joining {
  readonly upload: Upload;
  /** Ids, in order. */
  readonly parts: readonly string[];
  readonly claim: UploadClaim;
}

/**
 * Puts whole partial uploads of the same person together (tus 1.0, Concatenation).
 * Errors: UPLOAD_PARTS_INVALID, UPLOAD_LOCKED where the lock was lost meanwhile.
 */
export async function joinParts(
  ports: Pick<Ports, 'database' | 'partials'>,
  { upload, parts, claim }: Joining,
): Promise<Upload> {
  const { prisma } = ports.database;
  const rows = await prisma.upload.findMany({ where: { id: { in: [...parts] } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const id of parts) {
    const part = byId.get(id);
    // Another's upload and one that is not there are one answer.
    const isOwn = part !== undefined && part.userId === upload.userId && part.isPartial;
    const isOpen = isOwn && part.state === 'OPEN' && part.repositoryId === upload.repositoryId;
    if (!isOpen || !isWhole(part, await durableOffset(ports, part, claim.signal))) {
      throw uploadPartsInvalid('A part is missing, not whole, or not a partial upload of yours.');
    }
  }
  await claim.assured();
  await ports.partials.remove(upload.id);
  const { sizeBytes: whole } = await ports.partials.concat(upload.id, parts, claim.signal);
  const sizes = { sizeBytes: BigInt(whole), offsetBytes: BigInt(whole) };
  await changeUpload(prisma, { upload, claim }, sizes);
  return { ...upload, ...sizes };
}
