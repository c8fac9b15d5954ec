import type { Digest } from '@bonded/kernel';

/**
 * Digests that some formats publish beside SHA-256. Each costs a pass over the bytes: ask only for
 * what is served.
 */
export type ExtraDigestAlgorithm = 'md5' | 'sha1' | 'sha512';

export type ExtraDigests = Readonly<Partial<Record<ExtraDigestAlgorithm, string>>>;

/** Bytes that are durable but that nobody can read yet. */
export interface StagedBlob {
  /** Names the staged bytes inside this store; meaningless elsewhere. */
  readonly stagingId: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** Lower-case hex, one for each algorithm that was asked for. */
  readonly extraDigests: ExtraDigests;
}

export interface StageOptions {
  readonly signal: AbortSignal;
  /** More bytes than this end in `BLOB_TOO_LARGE`, with nothing left behind. */
  readonly bytesMax: number;
  readonly extraDigests?: readonly ExtraDigestAlgorithm[];
}

/** Inclusive on both ends, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Lies within the blob; anything else is a programmer error. */
  readonly range?: ByteRange;
  /**
   * The reader is done with each chunk before it asks for the next one, so its memory may be used
   * again: for the hot path. Without it every chunk is the reader's own, and may go through streams
   * that ask ahead.
   */
  readonly reusesMemory?: boolean;
}

export interface BlobStat {
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export interface ListOptions {
  readonly signal: AbortSignal;
  readonly after?: Digest;
}

export interface BlobBody {
  /** The whole blob's size, whatever range was asked for. */
  readonly sizeBytes: number;
  /**
   * Chunks of up to 1 MiB, to be read once. Ending early closes the source, and so does an abort,
   * even before the first chunk was asked for. It never ends cleanly short of the bytes that were
   * asked for.
   */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface PresignOptions {
  readonly expiresInMs: number;
  /** What the answer shall say: `content-type`, `content-disposition`, `cache-control`. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SweepOptions {
  readonly before: Date;
  readonly signal: AbortSignal;
}

/**
 * Content-addressed bytes. A blob is named by its SHA-256, never changes, and is either wholly
 * there or not at all.
 *
 * Errors every driver speaks: `BLOB_NOT_FOUND` and `STAGED_BLOB_NOT_FOUND` (not-found),
 * `BLOB_TOO_LARGE` (too-large), `BLOB_CORRUPT`, `BLOB_STORE_FULL` and `BLOB_STORE_UNAVAILABLE`
 * (unavailable). Details carry `retryable: boolean`. An aborted call rejects with the signal's
 * reason; a body that throws, with what it threw.
 */
export interface BlobStore {
  /** True when `presign` gives an address that a client can fetch without us. */
  readonly canRedirect: boolean;

  /**
   * Reads the body once, hashing as it writes; the bytes are durable when it resolves. Failed or
   * aborted: nothing is left.
   */
  stage(body: AsyncIterable<Uint8Array>, options: StageOptions): Promise<StagedBlob>;

  /**
   * Makes staged bytes readable under their digest, atomically and durably. Idempotent, also when
   * the blob was there before.
   */
  publish(staged: StagedBlob, signal: AbortSignal): Promise<void>;

  /**
   * Reads staged bytes, published already or not: for whoever inspects before publishing. What a
   * range is said of `read`.
   */
  readStaged(staged: StagedBlob, options: ReadOptions): Promise<BlobBody>;

  /** Forgets staged bytes. Idempotent. */
  discard(staged: StagedBlob): Promise<void>;

  /** Opens a blob. Throws `BLOB_NOT_FOUND` before the first chunk, never after. */
  read(digest: Digest, options: ReadOptions): Promise<BlobBody>;

  stat(digest: Digest, signal: AbortSignal): Promise<BlobStat | null>;

  /** Idempotent and durable: true when something was there. */
  delete(digest: Digest, signal: AbortSignal): Promise<boolean>;

  /** Every blob in digest order, after `after`. */
  list(options: ListOptions): AsyncIterable<BlobStat>;

  /** An address for one digest that stops working after `expiresInMs`; only where `canRedirect`. */
  presign(digest: Digest, options: PresignOptions): Promise<URL>;

  /**
   * Recovery: removes staged bytes that nobody has touched since `before`, the leavings of
   * processes that died. Each pass is bounded; answers how many it removed.
   */
  sweepStaged(options: SweepOptions): Promise<number>;

  /** True when a byte could be written and read now. Never throws. */
  isReady(signal: AbortSignal): Promise<boolean>;
}
