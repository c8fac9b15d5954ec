import { createHash, type Hash } from 'node:crypto';
import { bestEffort, isId, newId } from '@bonded/kernel';
import { appendBody } from '../append-body.ts';
import type { StagedBlob, StageOptions } from '../blob-store.ts';
import { BodyHash, emptyDigest, hexDigest } from '../body-hash.ts';
import {
  blobCorrupt,
  partialAlreadyExists,
  partialNotFound,
  partialOffsetMismatch,
  partialSealed,
} from '../errors.ts';
import type { LiveHashes } from '../live-hashes.ts';
import type { AppendOptions, PartialState, PartialStore } from '../partial-store.ts';
import { verifiedChunks } from '../verified-chunks.ts';
import type { Bucket } from './bucket.ts';
import { partialPrefix, partialsPrefix, sealedStagingId } from './keys.ts';
import { type LoadedPartial, loadPartial, piecesOf, savePartial } from './partial-state.ts';
import { PieceRun } from './piece-run.ts';
import { readSources } from './read-sources.ts';

export interface S3PartialMedium {
  readonly bucket: Bucket;
  readonly liveHashes: LiveHashes;
  readonly pieceBytes: number;
  readonly checkpointEveryBytes: number;
}

// Removing what is no longer wanted is not given up half-way.
const never = new AbortController().signal;

/**
 * Uploads as numbered pieces and a state object that says which of them count
 * (docs/storage-layout.md). Made by `openS3Stores`.
 */
export class S3PartialStore implements PartialStore {
  readonly #medium: S3PartialMedium;
  readonly #bucket: Bucket;

  constructor(medium: S3PartialMedium) {
    this.#medium = medium;
    this.#bucket = medium.bucket;
  }

  async create(id: string, signal: AbortSignal): Promise<void> {
    const { pieceBytes } = this.#medium;
    const born = { sizeBytes: 0, checkpoint: emptyDigest, writers: [], isSealed: false } as const;
    const stored = { version: 1, birth: newId(), pieceBytes, ...born } as const;
    const saved = await savePartial(this.#bucket, id, stored, { condition: 'absent', signal });
    if (saved === null) throw partialAlreadyExists(id);
  }

  async stat(id: string, signal: AbortSignal): Promise<PartialState | null> {
    const loaded = await loadPartial(this.#bucket, id, signal);
    if (loaded === null) return null;
    const { sizeBytes, checkpoint } = loaded.stored;
    return { sizeBytes, checkpoint };
  }

  async append(id: string, options: AppendOptions): Promise<PartialState> {
    const { signal, offset } = options;
    const start = await this.#load(id, signal);
    if (start.stored.isSealed) throw partialSealed(id);
    const { sizeBytes } = start.stored;
    if (sizeBytes !== offset) throw partialOffsetMismatch(id, sizeBytes);
    const { liveHashes, checkpointEveryBytes } = this.#medium;
    const hash = liveHashes.get(id, start.stored) ?? (await this.#rebuildHash(id, start, signal));
    const isAllOrNothing = options.onlyWhole === true || options.checksum !== undefined;
    const run = new PieceRun({
      bucket: this.#bucket,
      id,
      start,
      tail: await this.#readTail(id, start, signal),
      hash,
      checkpointEveryBytes: isAllOrNothing ? null : checkpointEveryBytes,
      onKept: (live) => liveHashes.set(id, live),
    });
    return await appendBody(id, options, run);
  }

  async concat(id: string, parts: readonly string[], signal: AbortSignal): Promise<PartialState> {
    await this.create(id, signal);
    try {
      const body = this.#readWhole(parts, signal);
      const bytesMax = Number.MAX_SAFE_INTEGER;
      return await this.append(id, { offset: 0, body, bytesMax, signal, onlyWhole: true });
    } catch (error) {
      await bestEffort('a sweep takes what stays', () => this.remove(id));
      throw error;
    }
  }

  async seal(
    id: string,
    options: Pick<StageOptions, 'signal' | 'extraDigests'>,
  ): Promise<StagedBlob> {
    const { signal } = options;
    const { stored, etag } = await this.#load(id, signal);
    const digests = await this.#digestsOf(id, { stored, etag }, options);
    if (!stored.isSealed) {
      const sealed = { ...stored, isSealed: true };
      const saved = await savePartial(this.#bucket, id, sealed, { condition: { etag }, signal });
      if (saved === null) throw partialOffsetMismatch(id, stored.sizeBytes);
    }
    return { stagingId: sealedStagingId(id), sizeBytes: stored.sizeBytes, ...digests };
  }

  async remove(id: string): Promise<void> {
    this.#medium.liveHashes.delete(id);
    const prefix = partialPrefix(id);
    for await (const { key } of this.#bucket.list(prefix, { signal: never })) {
      await this.#bucket.delete(key, never);
    }
  }

  async *listStale(before: Date, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    let current = { id: '', isStale: false };
    for await (const { key, modifiedAt } of this.#bucket.list(partialsPrefix, { signal })) {
      const id = key.slice(partialsPrefix.length).split('/')[0] ?? '';
      if (current.id !== id) {
        if (current.isStale) yield current.id;
        current = { id, isStale: isId(id) };
      }
      if (modifiedAt >= before) current.isStale = false;
    }
    if (current.isStale) yield current.id;
  }

  async #load(id: string, signal: AbortSignal): Promise<LoadedPartial> {
    const loaded = await loadPartial(this.#bucket, id, signal);
    if (loaded === null) throw partialNotFound(id);
    return loaded;
  }

  #readAll(id: string, { stored }: LoadedPartial, signal: AbortSignal) {
    const subject = `upload ${id}`;
    return readSources(this.#bucket, piecesOf(id, stored), { signal, subject });
  }

  async #rebuildHash(id: string, loaded: LoadedPartial, signal: AbortSignal): Promise<Hash> {
    const hash = createHash('sha256');
    for await (const chunk of this.#readAll(id, loaded, signal)) hash.update(chunk);
    if (hexDigest(hash.copy()) !== loaded.stored.checkpoint) throw blobCorrupt(`upload ${id}`);
    return hash;
  }

  /** The last piece, where it is not a whole one: it is written again with what follows. */
  async #readTail(id: string, { stored }: LoadedPartial, signal: AbortSignal): Promise<Uint8Array> {
    const tails = piecesOf(id, stored).slice(-1);
    const chunks: Uint8Array[] = [];
    if (tails[0]?.sizeBytes === stored.pieceBytes) return new Uint8Array();
    const subject = `upload ${id}`;
    const bytes = readSources(this.#bucket, tails, { signal, subject });
    for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk));
    return Buffer.concat(chunks);
  }

  /** The bytes of each part in turn, proved before the last of them is handed out. */
  async *#readWhole(ids: readonly string[], signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (const id of ids) {
      const loaded = await this.#load(id, signal);
      const expected = { ...loaded.stored, subject: `upload ${id}` };
      yield* verifiedChunks(this.#readAll(id, loaded, signal), expected);
    }
  }

  async #digestsOf(
    id: string,
    loaded: LoadedPartial,
    options: Pick<StageOptions, 'signal' | 'extraDigests'>,
  ): Promise<Pick<StagedBlob, 'digest' | 'extraDigests'>> {
    const { checkpoint } = loaded.stored;
    const extras = options.extraDigests ?? [];
    const isProved = this.#medium.liveHashes.get(id, loaded.stored) !== null;
    if (isProved && extras.length === 0) return { digest: checkpoint, extraDigests: {} };
    const hash = new BodyHash(extras);
    for await (const chunk of this.#readAll(id, loaded, options.signal)) hash.update(chunk);
    const digests = hash.finish();
    if (digests.digest !== checkpoint) throw blobCorrupt(`upload ${id}`);
    return digests;
  }
}
