import type { Hash } from 'node:crypto';
import { bestEffort } from '@bonded/kernel';
import { appendBody } from '../append-body.ts';
import type { StagedBlob, StageOptions } from '../blob-store.ts';
import { BodyHash } from '../body-hash.ts';
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
import { AppendRun } from './append-run.ts';
import { writeRecord } from './checkpoint-file.ts';
import type { DurableFs } from './durable-fs.ts';
import {
  partialBytesPath,
  partialCheckpointPath,
  partialIdOf,
  partialsDirectory,
  sealedStagingId,
  stagingPath,
} from './layout.ts';
import { type OpenPartial, withPartial } from './open-partial.ts';
import { type PartialMedium, readPrefix, rebuildHash } from './partial-prefix.ts';

export interface FilesystemPartialMedium extends PartialMedium {
  readonly liveHashes: LiveHashes;
  readonly checkpointEveryBytes: number;
}

/**
 * Uploads as a growing file and a checkpoint file (docs/storage-layout.md). Made by
 * `openFilesystemStores`.
 */
export class FilesystemPartialStore implements PartialStore {
  readonly #medium: FilesystemPartialMedium;
  readonly #fs: DurableFs;

  constructor(medium: FilesystemPartialMedium) {
    this.#medium = medium;
    this.#fs = medium.fs;
  }

  async create(id: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { syncs } = this.#medium;
    const failuresBefore = syncs.failures(partialsDirectory);
    const bytes = await this.#fs.open(partialBytesPath(id), 'grow');
    if (bytes === null) throw partialAlreadyExists(id);
    try {
      await bytes.close();
      // Empty, it says that no byte counts.
      const checkpoints = await this.#fs.open(partialCheckpointPath(id), 'grow');
      await checkpoints?.close();
      await syncs.sync(partialsDirectory, failuresBefore);
    } catch (error) {
      await bestEffort('nobody knows the id; a sweep takes what stays', () => this.remove(id));
      throw error;
    }
  }

  stat(id: string, signal: AbortSignal): Promise<PartialState | null> {
    return withPartial(this.#medium, { id, mode: 'read', signal }, async ({ record }) => ({
      sizeBytes: record.sizeBytes,
      checkpoint: record.checkpoint,
    }));
  }

  async append(id: string, options: AppendOptions): Promise<PartialState> {
    const { signal } = options;
    const state = await withPartial(this.#medium, { id, mode: 'change', signal }, (partial) =>
      this.#append(id, partial, options),
    );
    if (state !== null) return state;
    const isThere = (await this.#fs.stat(partialBytesPath(id))) !== null;
    throw isThere ? partialSealed(id) : partialNotFound(id);
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
    const staged = await withPartial(this.#medium, { id, mode: 'read', signal }, (partial) =>
      this.#seal(id, partial, options),
    );
    if (staged === null) throw partialNotFound(id);
    return staged;
  }

  async remove(id: string): Promise<void> {
    this.#medium.liveHashes.delete(id);
    // Not synced: what a power cut brings back is an abandoned upload, which a sweep takes.
    await this.#fs.remove(stagingPath(sealedStagingId(id)));
    await this.#fs.remove(partialBytesPath(id));
    await this.#fs.remove(partialCheckpointPath(id));
  }

  async *listStale(before: Date, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    const names = await this.#fs.list(partialsDirectory);
    const ids = new Set(names.map(partialIdOf).filter((id) => id !== null));
    for (const id of [...ids].toSorted()) {
      signal.throwIfAborted();
      const bytes = await this.#fs.stat(partialBytesPath(id));
      const checkpoints = await this.#fs.stat(partialCheckpointPath(id));
      const isFresh = [bytes, checkpoints].some(
        (stat) => stat !== null && stat.modifiedAt >= before,
      );
      if (!isFresh) yield id;
    }
  }

  async #append(id: string, partial: OpenPartial, options: AppendOptions): Promise<PartialState> {
    const { bytes, checkpoints, record } = partial;
    if (record.sizeBytes !== options.offset) throw partialOffsetMismatch(id, record.sizeBytes);
    const { liveHashes, pool, checkpointEveryBytes } = this.#medium;
    const hash = await this.#hashAt(id, partial, options.signal);
    if (bytes.sizeBytes > options.offset) await bytes.truncate(options.offset);
    const isAllOrNothing = options.onlyWhole === true || options.checksum !== undefined;
    const run = new AppendRun({
      bytes,
      checkpoints,
      record,
      hash,
      pool,
      checkpointEveryBytes: isAllOrNothing ? null : checkpointEveryBytes,
      onKept: (live) => liveHashes.set(id, live),
    });
    return await appendBody(id, options, run);
  }

  /** The unfinished hash of what the record vouches for. */
  async #hashAt(id: string, partial: OpenPartial, signal: AbortSignal): Promise<Hash> {
    const { checkpoints, record, records } = partial;
    const live = this.#medium.liveHashes.get(id, record);
    if (live !== null) return live;
    const { state, hash } = await rebuildHash(this.#medium, id, records, signal);
    if (state.sizeBytes === record.sizeBytes) return hash;
    // The disk lost what the record vouched for: say so durably before the client is sent back.
    await writeRecord(checkpoints, record, state);
    throw partialOffsetMismatch(id, state.sizeBytes);
  }

  /** The bytes of each part in turn, proved before the last of them is handed out. */
  async *#readWhole(ids: readonly string[], signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (const id of ids) {
      const state = await this.stat(id, signal);
      if (state === null) throw partialNotFound(id);
      const bytes = readPrefix(this.#medium, { id, sizeBytes: state.sizeBytes, signal });
      yield* verifiedChunks(bytes, { ...state, subject: `upload ${id}` });
    }
  }

  async #seal(
    id: string,
    { bytes, record }: OpenPartial,
    options: Pick<StageOptions, 'signal' | 'extraDigests'>,
  ): Promise<StagedBlob> {
    const { sizeBytes } = record;
    const digests = await this.#digestsOf(id, record, options);
    if (bytes.sizeBytes > sizeBytes) await this.#cutTo(id, sizeBytes);
    await this.#fs.makeReadOnly(partialBytesPath(id));
    const stagingId = sealedStagingId(id);
    // A second name, not a move: until `remove`, the upload is there whatever happens to the blob.
    await this.#fs.link(partialBytesPath(id), stagingPath(stagingId));
    return { stagingId, sizeBytes, ...digests };
  }

  async #digestsOf(
    id: string,
    { sizeBytes, checkpoint }: PartialState,
    options: Pick<StageOptions, 'signal' | 'extraDigests'>,
  ): Promise<Pick<StagedBlob, 'digest' | 'extraDigests'>> {
    const extras = options.extraDigests ?? [];
    const isProved = this.#medium.liveHashes.get(id, { sizeBytes, checkpoint }) !== null;
    if (isProved && extras.length === 0) return { digest: checkpoint, extraDigests: {} };
    const hash = new BodyHash(extras);
    const prefix = { id, sizeBytes, signal: options.signal };
    for await (const chunk of readPrefix(this.#medium, prefix)) hash.update(chunk);
    const digests = hash.finish();
    if (digests.digest !== checkpoint) throw blobCorrupt(`upload ${id}`);
    return digests;
  }

  async #cutTo(id: string, sizeBytes: number): Promise<void> {
    const bytes = await this.#fs.open(partialBytesPath(id), 'change');
    if (bytes === null) throw partialSealed(id);
    try {
      await bytes.truncate(sizeBytes);
      await bytes.sync();
    } finally {
      await bytes.close();
    }
  }
}
