import { durableOffset, isWhole, type UploadClaim, uploadPartsInvalid } from '@bonded/core/uploads';
import type { Upload } from '@bonded/database';
import type { Exchange } from './exchange.ts';

export interface Joining {
  readonly upload: Upload;
  /** Ids, in order. */
  readonly parts: readonly string[];
  readonly claim: UploadClaim;
}

/** Puts whole partial uploads of the same person together (tus 1.0, Concatenation). */
export async function joinParts(exchange: Exchange, joining: Joining): Promise<Upload> {
  const { ports } = exchange.runtime;
  const { upload, parts, claim } = joining;
  const rows = await ports.database.prisma.upload.findMany({ where: { id: { in: [...parts] } } });
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
  await ports.partials.remove(upload.id);
  const { sizeBytes } = await ports.partials.concat(upload.id, parts, claim.signal);
  return ports.database.prisma.upload.update({
    where: { id: upload.id },
    data: { sizeBytes, offsetBytes: sizeBytes },
  });
}
