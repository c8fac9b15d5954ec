import { assert, bestEffort } from '@bonded/kernel';
import { appendBody } from '../append-body.ts';
import type { StagedBlob, StageOptions } from '../blob-store.ts';
import { BodyHash, emptyDigest } from '../body-hash.ts';
import type { BufferPool } from '../buffer-pool.ts';
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
import type { DirectorySyncs } from './directory-syncs.ts';
import type { DurableFile, DurableFs } from './durable-fs.ts';
import {
  partialBytesPath,
  partialCheckpointPath,
  partialIdOf,
  partialsDirectory,
  sealedStagingId,
  stagingPath,
} from './layout.ts';
import { type PartialView, readPrefix, rebuildHash, viewPartial } from './partial-view.ts';

export interface FilesystemPartialMedium {
  readonly fs: DurableFs;
  readonly syncs: DirectorySyncs;
  readonly pool: BufferPool;
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
      const checkpoints = await this.#openCheckpoints(id);
      try {
        await writeRecord(checkpoints, null, { sizeBytes: 0, checkpoint: emptyDigest });
      } finally {
        await checkpoints.close();
      }
      await syncs.sync(partialsDirectory, failuresBefore);
    } catch (error) {
      await bestEffort('nobody knows the id; a sweep takes what stays', () => this.remove(id));
      throw error;
    }
  }

  async stat(id: string, signal: AbortSignal): Promise<PartialState | null> {
    const view = await viewPartial(this.#medium, id, signal);
    return view === null ? null : view.state;
  }

  async append(id: string, options: AppendOptions): Promise<PartialState> {
    const view = await this.#view(id, options.signal);
    if (view.state.sizeBytes !== options.offset) {
      throw partialOffsetMismatch(id, view.state.sizeBytes);
    }
    const bytes = await this.#fs.open(partialBytesPath(id), 'change');
    if (bytes === null) throw partialSealed(id);
    try {
      const checkpoints = await this.#openCheckpoints(id);
      try {
        return await this.#append({ bytes, checkpoints, view }, id, options);
      } finally {
        await checkpoints.close();
      }
    } finally {
      await bytes.close();
    }
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
    const view = await this.#view(id, options.signal);
    const { sizeBytes } = view.state;
    const digests = await this.#digestsOf(id, view, options);
    if (view.storedBytes > sizeBytes) await this.#cutTo(id, sizeBytes);
    await this.#fs.makeReadOnly(partialBytesPath(id));
    const stagingId = sealedStagingId(id);
    // A second name, not a move: whatever happens before `publish` is acknowledged, the upload is
    // still there.
    await this.#fs.link(partialBytesPath(id), stagingPath(stagingId));
    return { stagingId, sizeBytes, ...digests };
  }

  async remove(id: string): Promise<void> {
    const { liveHashes, syncs } = this.#medium;
    liveHashes.delete(id);
    const failuresBefore = syncs.failures(partialsDirectory);
    const hadBytes = await this.#fs.remove(partialBytesPath(id));
    const hadCheckpoints = await this.#fs.remove(partialCheckpointPath(id));
    await this.#fs.remove(stagingPath(sealedStagingId(id)));
    if (hadBytes || hadCheckpoints) await syncs.sync(partialsDirectory, failuresBefore);
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

  async #view(id: string, signal: AbortSignal): Promise<PartialView> {
    const view = await viewPartial(this.#medium, id, signal);
    if (view === null) throw partialNotFound(id);
    return view;
  }

  async #openCheckpoints(id: string): Promise<DurableFile> {
    const path = partialCheckpointPath(id);
    const file = (await this.#fs.open(path, 'change')) ?? (await this.#fs.open(path, 'grow'));
    assert(file !== null, 'a checkpoint file is there or can be made');
    return file;
  }

  async #append(files: OpenFiles, id: string, options: AppendOptions): Promise<PartialState> {
    const { bytes, checkpoints, view } = files;
    const { liveHashes, pool, checkpointEveryBytes } = this.#medium;
    const record = view.records[0] ?? null;
    let hash = liveHashes.get(id, view.state);
    if (hash === null) {
      const rebuilt = await rebuildHash(this.#medium, { id, view, signal: options.signal });
      if (rebuilt.state.sizeBytes !== options.offset) {
        // The disk lost what the newest record vouched for: say so durably before the client is
        // sent back.
        await writeRecord(checkpoints, record, rebuilt.state);
        throw partialOffsetMismatch(id, rebuilt.state.sizeBytes);
      }
      hash = rebuilt.hash;
    }
    if (bytes.sizeBytes > options.offset) await bytes.truncate(options.offset);
    const isAllOrNothing = options.onlyWhole === true || options.checksum !== undefined;
    const run = new AppendRun({
      bytes,
      checkpoints,
      record,
      start: view.state,
      hash,
      pool,
      checkpointEveryBytes: isAllOrNothing ? null : checkpointEveryBytes,
      onKept: (live) => liveHashes.set(id, live),
    });
    return await appendBody(id, options, run);
  }

  /**
   * The bytes of each part in turn, proved against its checkpoint before the last of them counts.
   */
  async *#readWhole(ids: readonly string[], signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (const id of ids) {
      const { state } = await this.#view(id, signal);
      const bytes = readPrefix(this.#medium, { id, sizeBytes: state.sizeBytes, signal });
      yield* verifiedChunks(bytes, { ...state, subject: `upload ${id}` });
    }
  }

  async #digestsOf(
    id: string,
    view: PartialView,
    options: Pick<StageOptions, 'signal' | 'extraDigests'>,
  ): Promise<Pick<StagedBlob, 'digest' | 'extraDigests'>> {
    const { checkpoint, sizeBytes } = view.state;
    const extras = options.extraDigests ?? [];
    const isProved = this.#medium.liveHashes.get(id, view.state) !== null;
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

interface OpenFiles {
  readonly bytes: DurableFile;
  readonly checkpoints: DurableFile;
  readonly view: PartialView;
}
