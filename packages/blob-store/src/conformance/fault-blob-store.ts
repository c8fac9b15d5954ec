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
} from '../blob-store.ts';
import { blobStoreUnavailable } from '../errors.ts';

export interface FaultPlan {
  /** Which call fails, counted from 1 over all methods that touch the medium. */
  readonly nth: number;
  /** `lost`: nothing was done. `persisted`: it was done, and the answer was lost on its way. */
  readonly kind: 'lost' | 'persisted';
}

/** Fails the nth call with `BLOB_STORE_UNAVAILABLE`: for tests that try every point of an act. */
export class FaultBlobStore implements BlobStore {
  readonly #inner: BlobStore;
  readonly #plan: FaultPlan;
  #calls = 0;

  constructor(inner: BlobStore, plan: FaultPlan) {
    this.#inner = inner;
    this.#plan = plan;
  }

  /** False as long as the act under test was over before the call that should fail. */
  get hasFailed(): boolean {
    return this.#calls >= this.#plan.nth;
  }

  get canRedirect(): boolean {
    return this.#inner.canRedirect;
  }

  stage(body: AsyncIterable<Uint8Array>, options: StageOptions): Promise<StagedBlob> {
    return this.#call('stage', () => this.#inner.stage(body, options));
  }

  publish(staged: StagedBlob, signal: AbortSignal): Promise<void> {
    return this.#call('publish', () => this.#inner.publish(staged, signal));
  }

  readStaged(staged: StagedBlob, options: ReadOptions): Promise<BlobBody> {
    return this.#call('readStaged', () => this.#inner.readStaged(staged, options));
  }

  discard(staged: StagedBlob): Promise<void> {
    return this.#call('discard', () => this.#inner.discard(staged));
  }

  read(digest: Digest, options: ReadOptions): Promise<BlobBody> {
    return this.#call('read', () => this.#inner.read(digest, options));
  }

  stat(digest: Digest, signal: AbortSignal): Promise<BlobStat | null> {
    return this.#call('stat', () => this.#inner.stat(digest, signal));
  }

  delete(digest: Digest, signal: AbortSignal): Promise<boolean> {
    return this.#call('delete', () => this.#inner.delete(digest, signal));
  }

  async *list(options: ListOptions): AsyncGenerator<BlobStat, void, undefined> {
    yield* await this.#call('list', () => Promise.resolve(this.#inner.list(options)));
  }

  presign(digest: Digest, options: PresignOptions): Promise<URL> {
    return this.#call('presign', () => this.#inner.presign(digest, options));
  }

  sweepStaged(options: SweepOptions): Promise<number> {
    return this.#call('sweepStaged', () => this.#inner.sweepStaged(options));
  }

  isReady(signal: AbortSignal): Promise<boolean> {
    return this.#inner.isReady(signal);
  }

  async #call<T>(name: string, act: () => Promise<T>): Promise<T> {
    this.#calls += 1;
    if (this.#calls !== this.#plan.nth) return await act();
    if (this.#plan.kind === 'persisted') await act();
    throw blobStoreUnavailable(new Error(`injected: ${name} failed`));
  }
}
