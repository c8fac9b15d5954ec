import { createHash } from 'node:crypto';
import { blobCorrupt } from './errors.ts';
import type { PartialState } from './partial-store.ts';

/**
 * Passes chunks on while hashing them. The last one is held back until all the bytes are proved, so
 * that whoever counts bytes never sees a wrong body as complete: it ends in `BLOB_CORRUPT` instead.
 */
export async function* verifiedChunks(
  chunks: AsyncIterable<Uint8Array>,
  expected: PartialState & { readonly subject: string },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { sizeBytes, checkpoint, subject } = expected;
  const hash = createHash('sha256');
  let seenBytes = 0;
  for await (const chunk of chunks) {
    seenBytes += chunk.length;
    if (seenBytes > sizeBytes) throw blobCorrupt(subject);
    hash.update(chunk);
    if (seenBytes === sizeBytes && hash.copy().digest('hex') !== checkpoint) {
      throw blobCorrupt(subject);
    }
    yield chunk;
  }
  if (seenBytes !== sizeBytes || hash.digest('hex') !== checkpoint) throw blobCorrupt(subject);
}
