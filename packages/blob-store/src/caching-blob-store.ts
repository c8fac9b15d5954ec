import type { Digest } from '@bonded/kernel';
import type { BlobBody, BlobStore, ReadOptions } from './blob-store.ts';
import { ForwardingBlobStore } from './forwarding-blob-store.ts';
import { verifiedChunks } from './verified-chunks.ts';

export interface CachingLimits {
  /** Larger blobs pass by: reading them costs more than opening them. */
  readonly blobBytesMax: number;
  /** Of all that is kept. */
  readonly bytesMax: number;
}

export const cachingLimits: CachingLimits = {
  blobBytesMax: 64 * 1024,
  bytesMax: 64 * 1024 * 1024,
};

/**
 * Keeps small blobs in memory, those read last: to open a file costs more than to send it. Bytes
 * under a digest never change, so nothing kept is ever stale, and they were proved when they came
 * in. Whether somebody may have them was asked before. What is deleted through us is forgotten.
 */
export class CachingBlobStore extends ForwardingBlobStore {
  readonly #limits: CachingLimits;
  /** In the order of their last use. */
  readonly #kept = new Map<Digest, Uint8Array>();
  #keptBytes = 0;

  constructor(inner: BlobStore, limits: Partial<CachingLimits> = {}) {
    super(inner);
    this.#limits = { ...cachingLimits, ...limits };
  }

  override async read(digest: Digest, options: ReadOptions): Promise<BlobBody> {
    const kept = this.#kept.get(digest);
    if (kept !== undefined) {
      this.#keep(digest, kept);
      return bodyOf(kept, options);
    }
    const body = await this.inner.read(digest, options);
    const isKept = options.range === undefined && body.sizeBytes <= this.#limits.blobBytesMax;
    if (!isKept) return body;
    const bytes = await gather(digest, body);
    this.#keep(digest, bytes);
    return bodyOf(bytes, options);
  }

  override async delete(digest: Digest, signal: AbortSignal): Promise<boolean> {
    const wasThere = await this.inner.delete(digest, signal);
    this.#forget(digest);
    return wasThere;
  }

  #keep(digest: Digest, bytes: Uint8Array): void {
    this.#forget(digest);
    this.#kept.set(digest, bytes);
    this.#keptBytes += bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#keptBytes <= this.#limits.bytesMax) break;
      this.#forget(oldest);
    }
  }

  #forget(digest: Digest): void {
    this.#keptBytes -= this.#kept.get(digest)?.length ?? 0;
    this.#kept.delete(digest);
  }
}

async function gather(digest: Digest, { sizeBytes, chunks }: BlobBody): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes);
  let length = 0;
  const expected = { sizeBytes, checkpoint: digest, subject: `blob ${digest}` };
  for await (const chunk of verifiedChunks(chunks, expected)) {
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes;
}

function bodyOf(whole: Uint8Array, { signal, range, reusesMemory }: ReadOptions): BlobBody {
  signal.throwIfAborted();
  const part = range === undefined ? whole : whole.subarray(range.start, range.end + 1);
  // Whoever may keep a chunk may also change it: then it is a copy.
  const chunk = reusesMemory === true ? part : part.slice();
  return { sizeBytes: whole.length, chunks: oneChunk(chunk, signal) };
}

async function* oneChunk(chunk: Uint8Array, signal: AbortSignal) {
  signal.throwIfAborted();
  if (chunk.length > 0) yield chunk;
}
