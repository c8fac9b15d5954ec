import { AppError, type Digest, newId } from '@bonded/kernel';
import { abortableBody } from '../abortable-body.ts';
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
import { BodyHash } from '../body-hash.ts';
import { blobNotFound, blobTooLarge, stagedBlobNotFound } from '../errors.ts';
import type { Bucket } from './bucket.ts';
import { type CopyLimits, composeObject, type Source } from './compose-object.ts';
import {
  blobKey,
  blobsPrefix,
  digestOfKey,
  probeKey,
  sealedIdOf,
  stagingKey,
  stagingPrefix,
} from './keys.ts';
import { abortOldMultiparts } from './multipart.ts';
import { ObjectUpload } from './object-upload.ts';
import { loadPartial, piecesOf } from './partial-state.ts';
import { readSources } from './read-sources.ts';
import { isAbsent } from './s3-error.ts';

export interface S3Medium {
  readonly bucket: Bucket;
  readonly canRedirect: boolean;
  readonly copyLimits: CopyLimits;
}

/** One pass of recovery removes no more than this many leftovers. */
const sweepRemovedMax = 10_000;

// Letting go of what is staged is part of ending: it is not given up half-way.
const never = new AbortController().signal;

/** Blobs as objects named by their digest (docs/storage-layout.md). Made by `openS3Stores`. */
export class S3BlobStore implements BlobStore {
  readonly canRedirect: boolean;
  readonly #bucket: Bucket;
  readonly #copyLimits: CopyLimits;

  constructor(medium: S3Medium) {
    this.canRedirect = medium.canRedirect;
    this.#bucket = medium.bucket;
    this.#copyLimits = medium.copyLimits;
  }

  async stage(body: AsyncIterable<Uint8Array>, options: StageOptions): Promise<StagedBlob> {
    const { signal, bytesMax } = options;
    signal.throwIfAborted();
    const stagingId = newId();
    const hash = new BodyHash(options.extraDigests);
    const upload = new ObjectUpload(this.#bucket, stagingKey(stagingId), signal);
    let receivedBytes = 0;
    try {
      for await (const chunk of abortableBody(body, signal)) {
        receivedBytes += chunk.length;
        if (receivedBytes > bytesMax) throw blobTooLarge(bytesMax);
        hash.update(chunk);
        await upload.add(chunk);
      }
      const sizeBytes = await upload.finish();
      return { stagingId, sizeBytes, ...hash.finish() };
    } catch (error) {
      await upload.abort();
      throw error;
    }
  }

  async publish(staged: StagedBlob, signal: AbortSignal): Promise<void> {
    const key = blobKey(staged.digest);
    const sources = await this.#sourcesOf(staged, signal);
    const isComposed = sources !== null && (await this.#compose(key, sources, signal));
    if (!isComposed) {
      // Published before, or gone.
      const stat = await this.#bucket.stat(key, signal);
      if (stat?.sizeBytes !== staged.sizeBytes) throw stagedBlobNotFound();
    }
    if (sealedIdOf(staged.stagingId) === null) await this.discard(staged);
  }

  async readStaged(staged: StagedBlob, options: ReadOptions): Promise<BlobBody> {
    const { sizeBytes, digest } = staged;
    const { signal } = options;
    const sources = await this.#sourcesOf(staged, signal);
    const [first] = sources ?? [];
    // Published, a stage is gone and the blob is there; the pieces of an upload go all at once.
    const isStaged = first !== undefined && (await this.#bucket.stat(first.key, signal)) !== null;
    if (sources !== null && isStaged) {
      const subject = `blob ${digest}`;
      return { sizeBytes, chunks: readSources(this.#bucket, sources, { ...options, subject }) };
    }
    const body = await this.#bucket.get(blobKey(digest), options);
    if (body === null) throw stagedBlobNotFound();
    return body;
  }

  async discard(staged: StagedBlob): Promise<void> {
    // The pieces of an upload belong to the upload.
    if (sealedIdOf(staged.stagingId) !== null) return;
    await this.#bucket.delete(stagingKey(staged.stagingId), never);
  }

  async read(digest: Digest, options: ReadOptions): Promise<BlobBody> {
    const body = await this.#bucket.get(blobKey(digest), options);
    if (body === null) throw blobNotFound(digest);
    return body;
  }

  async stat(digest: Digest, signal: AbortSignal): Promise<BlobStat | null> {
    const stat = await this.#bucket.stat(blobKey(digest), signal);
    return stat === null ? null : { digest, sizeBytes: stat.sizeBytes };
  }

  async delete(digest: Digest, signal: AbortSignal): Promise<boolean> {
    const stat = await this.#bucket.stat(blobKey(digest), signal);
    if (stat === null) return false;
    await this.#bucket.delete(blobKey(digest), signal);
    return true;
  }

  async *list({ signal, after }: ListOptions): AsyncGenerator<BlobStat, void, undefined> {
    const from = after === undefined ? {} : { after: blobKey(after) };
    for await (const { key, sizeBytes } of this.#bucket.list(blobsPrefix, { signal, ...from })) {
      const digest = digestOfKey(key);
      if (digest !== null) yield { digest, sizeBytes };
    }
  }

  presign(digest: Digest, options: PresignOptions): Promise<URL> {
    return this.#bucket.presign(blobKey(digest), options);
  }

  async sweepStaged({ before, signal }: SweepOptions): Promise<number> {
    let removed = await abortOldMultiparts(this.#bucket, { before, signal });
    for await (const { key, modifiedAt } of this.#bucket.list(stagingPrefix, { signal })) {
      if (removed >= sweepRemovedMax) break;
      if (modifiedAt >= before) continue;
      await this.#bucket.delete(key, signal);
      removed += 1;
    }
    return removed;
  }

  async isReady(signal: AbortSignal): Promise<boolean> {
    try {
      await this.#bucket.put(probeKey, Buffer.from('ready'), { signal });
      return (await this.#bucket.stat(probeKey, signal)) !== null;
    } catch (error) {
      if (error instanceof AppError || signal.aborted) return false;
      throw error;
    }
  }

  /** What the staged bytes consist of, or null when the upload they were is gone. */
  async #sourcesOf(staged: StagedBlob, signal: AbortSignal): Promise<readonly Source[] | null> {
    const id = sealedIdOf(staged.stagingId);
    if (id === null) return [{ key: stagingKey(staged.stagingId), sizeBytes: staged.sizeBytes }];
    const partial = await loadPartial(this.#bucket, id, signal);
    return partial === null ? null : piecesOf(id, partial.stored);
  }

  /** False when a source is gone. */
  async #compose(key: string, sources: readonly Source[], signal: AbortSignal): Promise<boolean> {
    try {
      await composeObject(this.#bucket, key, { sources, limits: this.#copyLimits, signal });
      return true;
    } catch (error) {
      if (error instanceof AppError && isAbsent(error.cause)) return false;
      throw error;
    }
  }
}
