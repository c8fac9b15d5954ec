import type { Digest } from '@bonded/kernel';
import type { StagedBlob, StageOptions } from './blob-store.ts';

/** What is durable of an upload: the offset never lies beyond the bytes on the medium. */
export interface PartialState {
  readonly sizeBytes: number;
  /**
   * SHA-256 of all bytes up to `sizeBytes`: the proof that a resumed upload continues the same
   * bytes.
   */
  readonly checkpoint: Digest;
}

export type ChecksumAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

export interface BodyChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly base64: string;
}

export interface AppendOptions {
  /**
   * Must be the durable size; otherwise `PARTIAL_OFFSET_MISMATCH`, whose details carry the right
   * `offset`.
   */
  readonly offset: number;
  readonly body: AsyncIterable<Uint8Array>;
  /**
   * More bytes than this in the body end in `BLOB_TOO_LARGE`, with the partial put back to
   * `offset`.
   */
  readonly bytesMax: number;
  readonly signal: AbortSignal;
  /**
   * When the body fails half-way, put the partial back to `offset` instead of keeping what arrived.
   */
  readonly onlyWhole?: boolean;
  /**
   * Digest of this body alone. Another one ends in `PARTIAL_CHECKSUM_MISMATCH`; implies
   * `onlyWhole`.
   */
  readonly checksum?: BodyChecksum;
}

/**
 * Uploads that grow by appending and survive the process: what tus needs beneath it. The caller
 * holds a lock on the id for `append`, `concat`, `seal` and `remove`.
 *
 * Errors every driver speaks, beside those of `BlobStore`: `PARTIAL_NOT_FOUND` (not-found),
 * `PARTIAL_ALREADY_EXISTS`, `PARTIAL_OFFSET_MISMATCH` and `PARTIAL_SEALED` (conflict),
 * `PARTIAL_CHECKSUM_MISMATCH` (invalid).
 */
export interface PartialStore {
  /** Creates an empty partial. `id` is a UUID of ours, never a client's word. */
  create(id: string, signal: AbortSignal): Promise<void>;

  /** What is durable now, by looking at the medium, or null when there is none. */
  stat(id: string, signal: AbortSignal): Promise<PartialState | null>;

  /**
   * Appends at exactly `offset`. Resolves with the new durable state (synced before it answers).
   * When the body fails or the signal aborts half-way, the bytes that arrived are kept and counted,
   * then the failure is thrown. A failure of the medium puts the partial back to a durable offset.
   */
  append(id: string, options: AppendOptions): Promise<PartialState>;

  /**
   * Joins whole partials, in order, into a new one (tus concatenation). The parts stay; failed,
   * nothing new does.
   */
  concat(id: string, parts: readonly string[], signal: AbortSignal): Promise<PartialState>;

  /**
   * Turns a whole partial into a staged blob, ready for `BlobStore.publish`. Idempotent until it is
   * removed.
   */
  seal(id: string, options: Pick<StageOptions, 'signal' | 'extraDigests'>): Promise<StagedBlob>;

  /** Forgets a partial. Idempotent. */
  remove(id: string): Promise<void>;

  /** Ids that nobody touched since `before`: for the sweep of what was abandoned. */
  listStale(before: Date, signal: AbortSignal): AsyncIterable<string>;
}
