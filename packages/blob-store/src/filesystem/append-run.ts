import type { Hash } from 'node:crypto';
import { bestEffort } from '@bonded/kernel';
import type { AppendSink } from '../append-body.ts';
import { hexDigest } from '../body-hash.ts';
import type { BufferPool } from '../buffer-pool.ts';
import type { LiveHash } from '../live-hashes.ts';
import type { PartialState } from '../partial-store.ts';
import { BatchWriter } from './batch-writer.ts';
import { writeRecord } from './checkpoint-file.ts';
import type { CheckpointRecord } from './checkpoint-record.ts';
import type { DurableFile } from './durable-fs.ts';

export interface AppendRunOptions {
  readonly bytes: DurableFile;
  readonly checkpoints: DurableFile;
  /** Where the append begins. */
  readonly record: CheckpointRecord;
  /** Unfinished, of the bytes up to there. */
  readonly hash: Hash;
  readonly pool: BufferPool;
  /** A record is written each time so many bytes came, or never on the way when null. */
  readonly checkpointEveryBytes: number | null;
  /** Told how far the hash has come, once that is durable. */
  readonly onKept: (live: LiveHash) => void;
}

/**
 * One append under way: bytes go to the file in batches, and now and then a record vouches for
 * them.
 */
export class AppendRun implements AppendSink {
  readonly #options: AppendRunOptions;
  readonly #writer: BatchWriter;
  #record: CheckpointRecord;
  #vouching: Promise<unknown> | null = null;
  #vouchFailure: { readonly error: unknown } | null = null;

  constructor(options: AppendRunOptions) {
    this.#options = options;
    this.#record = options.record;
    this.#writer = new BatchWriter({
      file: options.bytes,
      position: options.record.sizeBytes,
      pool: options.pool,
      onBatch: (batch) => options.hash.update(batch),
    });
  }

  async add(chunk: Uint8Array): Promise<void> {
    // A failed sync is not tried again: what it should have kept may be gone.
    if (this.#vouchFailure !== null) throw this.#vouchFailure.error;
    await this.#writer.add(chunk);
    const every = this.#options.checkpointEveryBytes;
    const isDue = every !== null && this.#writer.positionBytes - this.#record.sizeBytes >= every;
    if (isDue && this.#vouching === null) this.#vouchBeside(await this.#writer.settle());
  }

  async keep(): Promise<PartialState> {
    const sizeBytes = await this.#writer.finish();
    await this.#vouching;
    if (this.#vouchFailure !== null) throw this.#vouchFailure.error;
    const state = await this.#vouch(sizeBytes);
    this.#options.onKept({ ...state, hash: this.#options.hash });
    return state;
  }

  async drop(): Promise<void> {
    await this.#settle();
    const { record, checkpoints } = this.#options;
    if (this.#record !== record) {
      this.#record = await writeRecord(checkpoints, this.#record, record);
    }
    await this.abandon();
  }

  async abandon(): Promise<void> {
    await this.#settle();
    await bestEffort('no record vouches for these bytes; the next append overwrites them', () =>
      this.#options.bytes.truncate(this.#record.sizeBytes),
    );
  }

  async end(): Promise<void> {
    await this.#settle();
    await this.#writer.release();
  }

  async #settle(): Promise<void> {
    await bestEffort('whoever called add or keep was told', () => this.#writer.settle());
    await this.#vouching;
  }

  /** Runs while the next batches are written, so that the last sync finds little to do. */
  #vouchBeside(sizeBytes: number): void {
    const vouch = async () => {
      try {
        await this.#vouch(sizeBytes);
      } catch (error) {
        this.#vouchFailure = { error };
      }
      this.#vouching = null;
    };
    this.#vouching = vouch();
  }

  async #vouch(sizeBytes: number): Promise<PartialState> {
    const { bytes, checkpoints, hash } = this.#options;
    const state = { sizeBytes, checkpoint: hexDigest(hash.copy()) };
    await bytes.sync();
    this.#record = await writeRecord(checkpoints, this.#record, state);
    return state;
  }
}
