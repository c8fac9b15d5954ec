import { extraDigestsFor } from '@bonded/core/deposits';
import type { StagedBlob } from '@bonded/core/ports';
import { type DepositUploadInput, depositUpload, uploadBytesMax } from '@bonded/core/uploads';
import { bodyChunks } from '@bonded/http';
import { AppError } from '@bonded/kernel';
import type { ImageCall } from './image-call.ts';

/** Turns a session into a blob of its image. */
export async function finishUpload(
  call: ImageCall,
  deposit: Omit<DepositUploadInput, 'staged'>,
  { isAllHere }: { readonly isAllHere: boolean },
): Promise<void> {
  const { ports, actor } = call;
  const staged = isAllHere ? await seal(call, deposit) : await stage(call, deposit);
  try {
    await depositUpload(ports, actor, { ...deposit, staged });
  } catch (error) {
    // What was sealed is the session's own, and goes with it.
    if (!isAllHere) await ports.blobs.discard(staged);
    throw error;
  }
}

/** What ends the session: the bytes themselves are refused. */
export function isHopeless(error: unknown): boolean {
  return error instanceof AppError && hopelessCodes.has(error.code);
}

const hopelessCodes: ReadonlySet<string> = new Set(['DEPOSIT_DIGEST_MISMATCH', 'QUOTA_EXCEEDED']);

function seal(
  { ports }: ImageCall,
  { upload, claim, expected }: Omit<DepositUploadInput, 'staged'>,
): Promise<StagedBlob> {
  const { signal } = claim;
  return ports.partials.seal(upload.id, { signal, extraDigests: extraDigestsFor(expected) });
}

/** All bytes in the last request: they need not be kept as an upload that could grow. */
function stage(
  { ports, request }: ImageCall,
  { claim, expected }: Omit<DepositUploadInput, 'staged'>,
): Promise<StagedBlob> {
  const { signal } = claim;
  return ports.blobs.stage(bodyChunks(request.raw, { signal, freesChunks: true }), {
    signal,
    bytesMax: uploadBytesMax,
    extraDigests: extraDigestsFor(expected),
  });
}
