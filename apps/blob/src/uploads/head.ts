import { durableOffset, findUpload, isWhole, withUploadLock } from '@bonded/core/uploads';
import type { FastifyReply } from 'fastify';
import type { Exchange } from './exchange.ts';
import { finishWhole } from './finish.ts';
import { writeMetadata } from './headers.ts';

/**
 * `HEAD /uploads/{id}`: where the upload stands, asked of the medium (tus 1.0, HEAD). An upload
 * that is whole but whose process died before it became an artifact becomes it now.
 */
export async function headHandler(exchange: Exchange): Promise<FastifyReply> {
  const { runtime, actor, request, reply, signal } = exchange;
  const { ports } = runtime;
  // The route's own pattern names it.
  const { id } = request.params as { readonly id: string };
  const upload = await findUpload(ports, actor, id);
  const offset = await durableOffset(ports, upload, signal);
  if (upload.state === 'OPEN' && !upload.isPartial && isWhole(upload, offset)) {
    await withUploadLock(ports.database, { id: upload.id, signal }, async (claim) => {
      const current = await findUpload(ports, actor, id);
      await finishWhole(exchange, { upload: current, claim });
    });
  }
  if (upload.sizeBytes === null) reply.header('upload-defer-length', '1');
  else reply.header('upload-length', String(upload.sizeBytes));
  // NOTE: the metadata column was written from string pairs.
  const metadata = writeMetadata(upload.metadata as Record<string, string>);
  if (metadata !== '') reply.header('upload-metadata', metadata);
  if (upload.isPartial) reply.header('upload-concat', 'partial');
  if (upload.concatOf.length > 0) {
    const parts = upload.concatOf.map((part) => `/uploads/${part}`).join(' ');
    reply.header('upload-concat', `final;${parts}`);
  }
  return reply
    .code(200)
    .header('upload-offset', String(offset))
    .header('upload-expires', upload.expiresAt.toUTCString())
    .send();
}
