import type { Upload } from '@bonded/database';
import type { Ports } from '../ports.ts';
import { changeUpload } from './change-upload.ts';
import { uploadLengthInvalid, uploadOffsetConflict } from './errors.ts';
import { expiryFrom, uploadBytesMax } from './upload.ts';
import type { UploadClaim } from './upload-lock.ts';

export interface AppendUploadInput {
  readonly upload: Upload;
  readonly claim: UploadClaim;
  readonly offsetBytes: number;
  readonly body: AsyncIterable<Uint8Array>;
  readonly checksum?: {
    readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512';
    readonly base64: string;
  };
}

/**
 * Adds bytes at the durable end of an upload and returns the new one. The medium is asked where
 * that is: what a client or a row believes never counts. Errors: UPLOAD_OFFSET_CONFLICT,
 * UPLOAD_LENGTH_INVALID and the store's.
 */
export async function appendUpload(
  ports: Pick<Ports, 'database' | 'partials' | 'clock'>,
  input: AppendUploadInput,
): Promise<number> {
  const { upload, claim, offsetBytes, body, checksum } = input;
  const durable = await durableOffset(ports, upload, claim.signal);
  if (durable !== offsetBytes) {
    throw uploadOffsetConflict(`The upload stands at ${durable}, not at ${offsetBytes}.`, {
      details: { offsetBytes: durable },
    });
  }
  const bytesMax = Number(upload.sizeBytes ?? BigInt(uploadBytesMax)) - offsetBytes;
  const state = await ports.partials.append(upload.id, {
    offset: offsetBytes,
    body: whileHeld(body, claim),
    bytesMax,
    signal: claim.signal,
    ...(checksum === undefined ? {} : { checksum, onlyWhole: true }),
  });
  const expiresAt = expiryFrom(ports.clock.now());
  const { prisma } = ports.database;
  await changeUpload(prisma, { upload, claim }, { offsetBytes: state.sizeBytes, expiresAt });
  return state.sizeBytes;
}

async function* whileHeld(
  body: AsyncIterable<Uint8Array>,
  claim: UploadClaim,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    await claim.assured();
    yield chunk;
  }
}

/** Where the next byte goes. A completed upload has no partial any more and stands at its end. */
export async function durableOffset(
  ports: Pick<Ports, 'partials'>,
  upload: Upload,
  signal: AbortSignal,
): Promise<number> {
  if (upload.state === 'COMPLETED') return Number(upload.sizeBytes);
  return (await ports.partials.stat(upload.id, signal))?.sizeBytes ?? 0;
}

/** Fixes a length that was deferred. Errors: UPLOAD_LENGTH_INVALID. */
export async function declareLength(
  ports: Pick<Ports, 'database'>,
  upload: Upload,
  declared: { readonly sizeBytes: number; readonly offsetBytes: number },
): Promise<Upload> {
  const { sizeBytes, offsetBytes } = declared;
  const isSame = upload.sizeBytes !== null && upload.sizeBytes === BigInt(sizeBytes);
  if (isSame) return upload;
  if (upload.sizeBytes !== null || sizeBytes < offsetBytes || sizeBytes > uploadBytesMax) {
    throw uploadLengthInvalid('The length contradicts what is known of the upload.');
  }
  return ports.database.prisma.upload.update({ where: { id: upload.id }, data: { sizeBytes } });
}
