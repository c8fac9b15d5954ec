import { awaitVerdict } from '@bonded/core/artifacts';
import { completeUpload, type UploadClaim } from '@bonded/core/uploads';
import type { Upload } from '@bonded/database';
import type { Exchange } from './exchange.ts';

/**
 * What is whole becomes an artifact; a partial waits for its final, and a completed upload is done.
 */
export async function finishWhole(
  { runtime, completion, actor, reply, signal }: Exchange,
  input: { readonly upload: Upload; readonly claim: UploadClaim },
): Promise<void> {
  const { upload } = input;
  if (upload.isPartial || upload.state !== 'OPEN') return;
  const artifact = await completeUpload(completion, actor, input);
  reply.header('x-bonded-artifact', artifact.id);
  await awaitVerdict(runtime.ports, artifact.id, { signal });
}
