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

/** Passes every call on: a decorator overrides what it is about. */
export abstract class ForwardingBlobStore implements BlobStore {
  protected readonly inner: BlobStore;

  constructor(inner: BlobStore) {
    this.inner = inner;
  }

  get canRedirect(): boolean {
    return this.inner.canRedirect;
  }

  stage(body: AsyncIterable<Uint8Array>, options: StageOptions): Promise<StagedBlob> {
    return this.inner.stage(body, options);
  }

  publish(staged: StagedBlob, signal: AbortSignal): Promise<void> {
    return this.inner.publish(staged, signal);
  }

  readStaged(staged: StagedBlob, options: ReadOptions): Promise<BlobBody> {
    return this.inner.readStaged(staged, options);
  }

  discard(staged: StagedBlob): Promise<void> {
    return this.inner.discard(staged);
  }

  read(digest: Digest, options: ReadOptions): Promise<BlobBody> {
    return this.inner.read(digest, options);
  }

  stat(digest: Digest, signal: AbortSignal): Promise<BlobStat | null> {
    return this.inner.stat(digest, signal);
  }

  delete(digest: Digest, signal: AbortSignal): Promise<boolean> {
    return this.inner.delete(digest, signal);
  }

  list(options: ListOptions): AsyncIterable<BlobStat> {
    return this.inner.list(options);
  }

  presign(digest: Digest, options: PresignOptions): Promise<URL> {
    return this.inner.presign(digest, options);
  }

  sweepStaged(options: SweepOptions): Promise<number> {
    return this.inner.sweepStaged(options);
  }

  isReady(signal: AbortSignal): Promise<boolean> {
    return this.inner.isReady(signal);
  }
}
