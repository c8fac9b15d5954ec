import type { Digest } from '@bonded/kernel';
import type { BlobBody, ReadOptions, StagedBlob } from './blob-store.ts';
import { ForwardingBlobStore } from './forwarding-blob-store.ts';
import { verifiedChunks } from './verified-chunks.ts';

/**
 * Hashes whole blobs again while they are read: a flipped bit ends the stream with `BLOB_CORRUPT`
 * before its last chunk, never with a clean end. A range cannot be proved by the digest of the
 * whole and is passed on as it is.
 */
export class VerifyingBlobStore extends ForwardingBlobStore {
  override async read(digest: Digest, options: ReadOptions): Promise<BlobBody> {
    const body = await this.inner.read(digest, options);
    return verified(body, digest, options);
  }

  override async readStaged(staged: StagedBlob, options: ReadOptions): Promise<BlobBody> {
    return verified(await this.inner.readStaged(staged, options), staged.digest, options);
  }
}

function verified({ sizeBytes, chunks }: BlobBody, digest: Digest, { range }: ReadOptions) {
  const isWhole = range === undefined || (range.start === 0 && range.end === sizeBytes - 1);
  if (!isWhole) return { sizeBytes, chunks };
  const expected = { sizeBytes, checkpoint: digest, subject: `blob ${digest}` };
  return { sizeBytes, chunks: verifiedChunks(chunks, expected) };
}
