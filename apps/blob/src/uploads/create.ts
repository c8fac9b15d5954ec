import { createUpload, joinParts, uploadLengthInvalid, withUploadLock } from '@bonded/core/uploads';
import type { Upload } from '@bonded/database';
import type { FastifyReply } from 'fastify';
import type { Exchange } from './exchange.ts';
import { finishWhole } from './finish.ts';
import {
  bytesHeader,
  type Concat,
  patchContentType,
  readChecksum,
  readConcat,
  readMetadata,
} from './headers.ts';
import { append } from './patch.ts';

/**
 * `POST /uploads`: makes an upload and, where a body comes along, takes its first bytes
 * (tus 1.0, Creation, Creation With Upload, Concatenation).
 */
export async function createHandler(exchange: Exchange): Promise<FastifyReply> {
  const { runtime, actor, request, reply } = exchange;
  const concat = readConcat(request.headers);
  const upload = await createUpload(runtime.ports, actor, {
    ...describe(exchange, concat),
    sizeBytes: lengthOf(exchange, concat),
    isPartial: concat.kind === 'partial',
    concatOf: concat.kind === 'final' ? [...concat.parts] : [],
  });
  await runtime.ports.partials.create(upload.id, exchange.signal);
  reply
    .header('location', `/uploads/${upload.id}`)
    .header('upload-expires', upload.expiresAt.toUTCString());
  return fill(exchange, upload, concat);
}

/**
 * `repository`, `path`, `sha256` and `contentType`; `filename` and `filetype` are what common
 * clients say.
 */
function describe({ request }: Exchange, concat: Concat) {
  const metadata = readMetadata(request.headers);
  const fallbackPath = concat.kind === 'partial' ? 'part' : '';
  return {
    repository: metadata['repository'] ?? '',
    path: metadata['path'] ?? metadata['filename'] ?? fallbackPath,
    contentType: metadata['contentType'] ?? metadata['filetype'] ?? null,
    expectedDigest: metadata['sha256'] ?? null,
    metadata,
  };
}

/** Exactly one of `Upload-Length` and `Upload-Defer-Length: 1`; a final upload has neither. */
function lengthOf({ request }: Exchange, concat: Concat): number | null {
  const sizeBytes = bytesHeader(request.headers, 'upload-length');
  const deferred = request.headers['upload-defer-length'];
  if (concat.kind === 'final') {
    if (sizeBytes === null && deferred === undefined) return null;
    throw uploadLengthInvalid('The length of a final upload is that of its parts.');
  }
  if ((sizeBytes === null) === (deferred === undefined) || (deferred ?? '1') !== '1') {
    throw uploadLengthInvalid('Say either Upload-Length or Upload-Defer-Length: 1.');
  }
  return sizeBytes;
}

async function fill(exchange: Exchange, upload: Upload, concat: Concat): Promise<FastifyReply> {
  const { runtime, request, reply, signal } = exchange;
  const hasBody = request.headers['content-type'] === patchContentType;
  if (concat.kind !== 'final' && !hasBody && upload.sizeBytes !== 0n) return reply.code(201).send();
  return withUploadLock(runtime.ports.database, { id: upload.id, signal }, async (claim) => {
    if (concat.kind === 'final') {
      const joined = await joinParts(runtime.ports, { upload, parts: concat.parts, claim });
      await finishWhole(exchange, { upload: joined, claim });
      return reply.code(201).send();
    }
    const checksum = readChecksum(request.headers);
    if (hasBody) {
      const offset = await append(exchange, { upload, claim, offsetBytes: 0, checksum });
      reply.header('upload-offset', String(offset));
    } else {
      await finishWhole(exchange, { upload, claim });
    }
    return reply.code(201).send();
  });
}
