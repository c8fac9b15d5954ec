import {
  appendUpload,
  declareLength,
  durableOffset,
  findUpload,
  isWhole,
  type UploadClaim,
  withUploadLock,
} from '@bonded/core/uploads';
import type { Upload } from '@bonded/database';
import { bodyChunks } from '@bonded/http';
import type { FastifyReply } from 'fastify';
import { tusContentTypeInvalid, tusFinalImmutable } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { finishWhole } from './finish.ts';
import {
  bytesHeader,
  patchContentType,
  readChecksum,
  tusHeaderInvalid,
  type UploadChecksum,
} from './headers.ts';

/**
 * `PATCH /uploads/{id}`: takes bytes at the offset that the client and the medium agree on (tus
 * 1.0, PATCH).
 */
export async function patchHandler(exchange: Exchange): Promise<FastifyReply> {
  const { runtime, actor, request, reply, signal } = exchange;
  const { ports } = runtime;
  if (request.headers['content-type'] !== patchContentType) {
    throw tusContentTypeInvalid(`The body of a PATCH is ${patchContentType}.`);
  }
  const offsetBytes = bytesHeader(request.headers, 'upload-offset');
  if (offsetBytes === null) throw tusHeaderInvalid('Upload-Offset is missing.');
  const checksum = readChecksum(request.headers);
  // The route's own pattern names it.
  const { id } = request.params as { readonly id: string };
  const found = await findUpload(ports, actor, id);
  if (found.concatOf.length > 0) throw tusFinalImmutable('A final upload takes no bytes.');
  return withUploadLock(ports.database, { id: found.id, signal }, async (claim) => {
    // Read again under the lock: the one who held it may have finished.
    const current = await findUpload(ports, actor, id);
    const upload = await withDeclaredLength(exchange, current, claim);
    const offset = await append(exchange, { upload, claim, offsetBytes, checksum });
    return reply
      .code(204)
      .header('upload-offset', String(offset))
      .header('upload-expires', upload.expiresAt.toUTCString())
      .send();
  });
}

async function withDeclaredLength(
  { runtime, request }: Exchange,
  upload: Upload,
  claim: UploadClaim,
): Promise<Upload> {
  const sizeBytes = bytesHeader(request.headers, 'upload-length');
  if (sizeBytes === null) return upload;
  const offsetBytes = await durableOffset(runtime.ports, upload, claim.signal);
  return declareLength(runtime.ports, upload, { sizeBytes, offsetBytes });
}

export interface Append {
  readonly upload: Upload;
  readonly claim: UploadClaim;
  readonly offsetBytes: number;
  readonly checksum: UploadChecksum | null;
}

/**
 * Appends the body and, when that was the last of it, turns the upload into its artifact. Returns
 * the new offset.
 */
export async function append(exchange: Exchange, input: Append): Promise<number> {
  const { upload, claim, offsetBytes, checksum } = input;
  const offset = await appendUpload(exchange.runtime.ports, {
    upload,
    claim,
    offsetBytes,
    body: bodyChunks(exchange.request.raw, { freesChunks: true }),
    ...(checksum === null ? {} : { checksum }),
  });
  if (isWhole(upload, offset)) await finishWhole(exchange, { upload, claim });
  return offset;
}
