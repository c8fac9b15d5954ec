import { AppError, assert, bestEffort, type Digest, newId } from '@bonded/kernel';
import { abortableBody } from '../abortable-body.ts';
import type {
  BlobBody,
  BlobStat,
  BlobStore,
  ListOptions,
  ReadOptions,
  StagedBlob,
  StageOptions,
  SweepOptions,
} from '../blob-store.ts';
import { BodyHash } from '../body-hash.ts';
import type { BufferPool } from '../buffer-pool.ts';
import { blobNotFound, blobTooLarge, stagedBlobNotFound } from '../errors.ts';
import { BatchWriter } from './batch-writer.ts';
import type { DirectorySyncs } from './directory-syncs.ts';
import type { DurableFile, DurableFs } from './durable-fs.ts';
import { FileChunks } from './file-chunks.ts';
import {
  blobDirectory,
  blobPath,
  partialBytesPath,
  sealedIdOf,
  stagingDirectory,
  stagingPath,
} from './layout.ts';
import { listBlobs } from './list-blobs.ts';

export interface FilesystemMedium {
  readonly fs: DurableFs;
  readonly syncs: DirectorySyncs;
  readonly pool: BufferPool;
}

/** One pass of recovery removes no more than this many leftovers. */
const sweepRemovedMax = 10_000;

/**
 * Blobs as read-only files named by their digest (docs/storage-layout.md). Made by
 * `openFilesystemStores`.
 */
export class FilesystemBlobStore implements BlobStore {
  readonly canRedirect = false;
  readonly #fs: DurableFs;
  readonly #syncs: DirectorySyncs;
  readonly #pool: BufferPool;

  constructor(medium: FilesystemMedium) {
    this.#fs = medium.fs;
    this.#syncs = medium.syncs;
    this.#pool = medium.pool;
  }

  async stage(body: AsyncIterable<Uint8Array>, options: StageOptions): Promise<StagedBlob> {
    options.signal.throwIfAborted();
    const stagingId = newId();
    const path = stagingPath(stagingId);
    const file = await this.#fs.open(path, 'create');
    assert(file !== null, 'a new staging id names no file yet');
    try {
      return { stagingId, ...(await this.#fill(file, body, options)) };
    } catch (error) {
      await bestEffort('the failure counts; a sweep takes what stays', () => this.#fs.remove(path));
      throw error;
    }
  }

  async publish(staged: StagedBlob, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const directory = blobDirectory(staged.digest);
    await this.#syncs.ensureDirectory(directory);
    const failuresBefore = this.#syncs.failures(directory);
    const isNewEntry = await this.#moveIntoPlace(staged);
    await this.#syncs.sync(directory, isNewEntry ? failuresBefore : 0);
  }

  async discard(staged: StagedBlob): Promise<void> {
    await this.#fs.remove(stagingPath(staged.stagingId));
  }

  async read(digest: Digest, options: ReadOptions): Promise<BlobBody> {
    options.signal.throwIfAborted();
    const file = await this.#fs.open(blobPath(digest), 'read');
    if (file === null) throw blobNotFound(digest);
    return this.#bodyOf(file, digest, options);
  }

  async readStaged(staged: StagedBlob, options: ReadOptions): Promise<BlobBody> {
    options.signal.throwIfAborted();
    const file =
      (await this.#fs.open(stagingPath(staged.stagingId), 'read')) ??
      (await this.#fs.open(blobPath(staged.digest), 'read'));
    if (file === null) throw stagedBlobNotFound();
    return this.#bodyOf(file, staged.digest, options);
  }

  async stat(digest: Digest, signal: AbortSignal): Promise<BlobStat | null> {
    signal.throwIfAborted();
    const stat = await this.#fs.stat(blobPath(digest));
    return stat === null ? null : { digest, sizeBytes: stat.sizeBytes };
  }

  async delete(digest: Digest, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    const directory = blobDirectory(digest);
    const failuresBefore = this.#syncs.failures(directory);
    if (!(await this.#fs.remove(blobPath(digest)))) return false;
    await this.#syncs.sync(directory, failuresBefore);
    return true;
  }

  list(options: ListOptions): AsyncIterable<BlobStat> {
    return listBlobs(this.#fs, options);
  }

  presign(): Promise<URL> {
    assert(false, 'only a store that can redirect is asked for an address');
  }

  async sweepStaged({ before, signal }: SweepOptions): Promise<number> {
    const names = await this.#fs.list(stagingDirectory);
    let removed = 0;
    for (const name of names) {
      if (removed === sweepRemovedMax) break;
      signal.throwIfAborted();
      const path = stagingPath(name);
      const stat = await this.#fs.stat(path);
      if (stat === null || stat.modifiedAt >= before) continue;
      if (await this.#isOwned(name)) continue;
      if (await this.#fs.remove(path)) removed += 1;
    }
    return removed;
  }

  async isReady(signal: AbortSignal): Promise<boolean> {
    const probe = async function* () {
      yield new Uint8Array(1);
    };
    try {
      await this.discard(await this.stage(probe(), { signal, bytesMax: 1 }));
      return true;
    } catch (error) {
      if (error instanceof AppError || signal.aborted) return false;
      throw error;
    }
  }

  /** A second name of an upload that is still there goes with the upload. */
  async #isOwned(stagingId: string): Promise<boolean> {
    const id = sealedIdOf(stagingId);
    return id !== null && (await this.#fs.stat(partialBytesPath(id))) !== null;
  }

  async #bodyOf(file: DurableFile, digest: Digest, options: ReadOptions): Promise<BlobBody> {
    const { sizeBytes } = file;
    const { start, end } = options.range ?? { start: 0, end: sizeBytes - 1 };
    const isWithin = start >= 0 && start <= end + 1 && end < sizeBytes;
    if (!isWithin) await file.close();
    assert(isWithin, 'a range lies within its blob');
    const chunks = new FileChunks(file, {
      start,
      lengthBytes: end + 1 - start,
      pool: this.#pool,
      reusesMemory: options.reusesMemory ?? false,
      signal: options.signal,
      subject: `blob ${digest}`,
    });
    return { sizeBytes, chunks };
  }

  async #fill(file: DurableFile, body: AsyncIterable<Uint8Array>, options: StageOptions) {
    const { bytesMax, signal } = options;
    const hash = new BodyHash(options.extraDigests);
    const onBatch = (bytes: Uint8Array) => hash.update(bytes);
    const writer = new BatchWriter({ file, position: 0, pool: this.#pool, onBatch });
    try {
      let receivedBytes = 0;
      for await (const chunk of abortableBody(body, signal)) {
        receivedBytes += chunk.length;
        if (receivedBytes > bytesMax) throw blobTooLarge(bytesMax);
        await writer.add(chunk);
      }
      const sizeBytes = await writer.finish();
      await file.sync();
      return { sizeBytes, ...hash.finish() };
    } finally {
      await writer.release();
      await file.close();
    }
  }

  /**
   * True when a directory entry was written just now. It replaces a blob that is there already:
   * same bytes, and a damaged one is healed.
   */
  async #moveIntoPlace(staged: StagedBlob): Promise<boolean> {
    const from = stagingPath(staged.stagingId);
    const to = blobPath(staged.digest);
    if (!(await this.#fs.rename(from, to))) {
      const stat = await this.#fs.stat(to);
      if (stat?.sizeBytes !== staged.sizeBytes) throw stagedBlobNotFound();
      return false;
    }
    // A sealed upload has several names: renaming one onto another of the same file changes nothing
    // and leaves both.
    const wasSameFile = sealedIdOf(staged.stagingId) !== null && (await this.#fs.remove(from));
    return !wasSameFile;
  }
}
