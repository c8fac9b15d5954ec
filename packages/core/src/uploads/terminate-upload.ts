import { transact, type Upload } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { findRepository, placeOfRepository } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { findUpload } from './find-upload.ts';
import { withUploadLock } from './upload-lock.ts';

/**
 * Ends an upload and frees what it took (tus termination). A completed one stays what it became.
 */
export async function terminateUpload(
  ports: Pick<Ports, 'database' | 'clock' | 'partials'>,
  actor: Actor,
  input: { readonly id: string },
  signal: AbortSignal,
): Promise<Upload> {
  const upload = await findUpload(ports, actor, input.id);
  const repository = await findRepository(ports, actor, { id: upload.repositoryId });
  return withUploadLock(ports.database, { id: upload.id, signal }, async () => {
    const ended = await transact(ports.database, async (tx) => {
      const { count } = await tx.upload.updateMany({
        where: { id: upload.id, state: 'OPEN' },
        data: { state: 'TERMINATED' },
      });
      if (count > 0) {
        await recordAudit(tx, actor, {
          action: 'upload.terminate',
          resource: { kind: 'upload', id: upload.id, name: upload.path },
          place: placeOfRepository(repository),
        });
      }
      return tx.upload.findUniqueOrThrow({ where: { id: upload.id } });
    });
    // Rows first: bytes without a row are swept, a row without bytes would be a lie.
    await ports.partials.remove(upload.id);
    return ended;
  });
}
