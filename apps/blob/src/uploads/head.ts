import {
  durableOffset,
  findUpload,
  isWhole,
  type UploadClaim,
  withUploadLock,
} from '@bonded/core/uploads';
import type { Upload } from '@bonded/database';
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
  const found = await findUpload(ports, actor, id);
  // Under the lock: a writer whose client is gone may still be putting down what had arrived, and
  // an offset that was told before it is done would be wrong a moment later.
  const { upload, offset } = await withUploadLock(
    ports.database,
    { id: found.id, signal },
    (claim) => settledOffset(exchange, { id, claim }),
  );
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

async function settledOffset(
  exchange: Exchange,
  { id, claim }: { readonly id: string; readonly claim: UploadClaim },
): Promise<{ readonly upload: Upload; readonly offset: number }> {
  const { ports } = exchange.runtime;
  const upload = await findUpload(ports, exchange.actor, id);
  const offset = await durableOffset(ports, upload, claim.signal);
  if (isWhole(upload, offset)) await finishWhole(exchange, { upload, claim });
  return { upload, offset };
}
