import type { Digest } from '@bonded/kernel';
import type {
  BlobBody,
  BlobStat,
  BlobStore,
  ListOptions,
  PresignOptions,
  ReadOptions,
  StagedBlob,
  StageOptions,
  SweepOptions,
} from './blob-store.ts';
import { verifiedChunks } from './verified-chunks.ts';

/**
 * Hashes whole blobs again while they are read: a flipped bit ends the stream with `BLOB_CORRUPT`
 * before its last chunk, never with a clean end. A range cannot be proved by the digest of the
 * whole and is passed on as it is.
 */
export class VerifyingBlobStore implements BlobStore {
  readonly #inner: BlobStore;

  constructor(inner: BlobStore) {
    this.#inner = inner;
  }

  get canRedirect(): boolean {
    return this.#inner.canRedirect;
  }

  async read(digest: Digest, options: ReadOptions): Promise<BlobBody> {
    const body = await this.#inner.read(digest, options);
    const { sizeBytes } = body;
    const { range } = options;
    const isWhole = range === undefined || (range.start === 0 && range.end === sizeBytes - 1);
    if (!isWhole) return body;
    const expected = { sizeBytes, checkpoint: digest, subject: `blob ${digest}` };
    return { sizeBytes, chunks: verifiedChunks(body.chunks, expected) };
  }

  async readStaged(
    staged: StagedBlob,
    options: { readonly signal: AbortSignal },
  ): Promise<BlobBody> {
    const { sizeBytes, chunks } = await this.#inner.readStaged(staged, options);
    const { digest } = staged;
    const expected = { sizeBytes, checkpoint: digest, subject: `blob ${digest}` };
    return { sizeBytes, chunks: verifiedChunks(chunks, expected) };
  }

  stage(body: AsyncIterable<Uint8Array>, options: StageOptions): Promise<StagedBlob> {
    return this.#inner.stage(body, options);
  }

  publish(staged: StagedBlob, signal: AbortSignal): Promise<void> {
    return this.#inner.publish(staged, signal);
  }

  discard(staged: StagedBlob): Promise<void> {
    return this.#inner.discard(staged);
  }

  stat(digest: Digest, signal: AbortSignal): Promise<BlobStat | null> {
    return this.#inner.stat(digest, signal);
  }

  delete(digest: Digest, signal: AbortSignal): Promise<boolean> {
    return this.#inner.delete(digest, signal);
  }

  list(options: ListOptions): AsyncIterable<BlobStat> {
    return this.#inner.list(options);
  }

  presign(digest: Digest, options: PresignOptions): Promise<URL> {
    return this.#inner.presign(digest, options);
  }

  sweepStaged(options: SweepOptions): Promise<number> {
    return this.#inner.sweepStaged(options);
  }

  isReady(signal: AbortSignal): Promise<boolean> {
    return this.#inner.isReady(signal);
  }
}
