import type { Hash } from 'node:crypto';
import { bestEffort, newId } from '@bonded/kernel';
import type { AppendSink } from '../append-body.ts';
import { hexDigest } from '../body-hash.ts';
import { blobTooLarge, partialOffsetMismatch } from '../errors.ts';
import type { LiveHash } from '../live-hashes.ts';
import type { PartialState } from '../partial-store.ts';
import type { Bucket } from './bucket.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { pieceKey } from './keys.ts';
import { partsMax } from './multipart.ts';
import { type LoadedPartial, loadPartial, savePartial } from './partial-state.ts';

export interface PieceRunOptions {
  readonly bucket: Bucket;
  readonly id: string;
  /** Where the append begins. */
  readonly start: LoadedPartial;
  /** The bytes of the last piece, if it is not a whole one. */
  readonly tail: Uint8Array;
  /** Unfinished, of all bytes up to where the append begins. */
  readonly hash: Hash;
  /** The state is saved each time so many bytes came, or never on the way when null. */
  readonly checkpointEveryBytes: number | null;
  /** Told how far the hash has come, once that is durable. */
  readonly onKept: (live: LiveHash) => void;
}

// What arrived is kept even when the client has gone, so nothing here listens to the client's
// signal; the SDK's own timeouts bound each request.
const never = new AbortController().signal;

/**
 * One append under way. Its pieces bear the name of this writer alone: one that lost its lock and
 * wakes up late writes pieces that no state speaks of, and its state meets another ETag.
 */
export class PieceRun implements AppendSink {
  readonly #options: PieceRunOptions;
  readonly #writer = newId().slice(-12);
  readonly #firstIndex: number;
  #index: number;
  #filling: GrowingBuffer;
  #sending: GrowingBuffer;
  #sent: Promise<unknown> = Promise.resolve();
  #addedBytes = 0;
  #saved: LoadedPartial;
  /** The state at the last whole piece that was handed to the server. */
  #boundary: PartialState;

  constructor(options: PieceRunOptions) {
    const { stored } = options.start;
    this.#options = options;
    this.#saved = options.start;
    this.#boundary = stored;
    this.#firstIndex = Math.floor(stored.sizeBytes / stored.pieceBytes);
    this.#index = this.#firstIndex;
    this.#filling = new GrowingBuffer(stored.pieceBytes);
    this.#sending = new GrowingBuffer(stored.pieceBytes);
    this.#filling.take(options.tail);
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#addedBytes += chunk.length;
    for (let rest = chunk; rest.length > 0; ) {
      const before = rest;
      rest = this.#filling.take(rest);
      this.#options.hash.update(before.subarray(0, before.length - rest.length));
      if (this.#filling.isFull) await this.#flush();
    }
  }

  async keep(): Promise<PartialState> {
    const { id, bucket, start, hash, onKept } = this.#options;
    const { sizeBytes, checkpoint } = start.stored;
    if (this.#addedBytes === 0) return { sizeBytes, checkpoint };
    await this.#sent;
    if (this.#filling.sizeBytes > 0) await this.#put(this.#filling.bytes);
    const state = {
      sizeBytes: sizeBytes + this.#addedBytes,
      checkpoint: hexDigest(hash.copy()),
    };
    await this.#save(state);
    onKept({ ...state, hash });
    const oldTail = start.stored.writers.findLast(
      ({ firstPiece }) => firstPiece <= this.#firstIndex,
    );
    if (this.#options.tail.length > 0 && oldTail !== undefined) {
      const key = pieceKey(id, this.#firstIndex, oldTail.writer);
      await bestEffort('it goes with the upload', () => bucket.delete(key, never));
    }
    return state;
  }

  async drop(): Promise<void> {
    await this.#settle();
    const { id, bucket, start } = this.#options;
    if (this.#saved !== start) {
      const condition = { etag: this.#saved.etag };
      const saved = await savePartial(bucket, id, start.stored, { condition, signal: never });
      if (saved === null) throw await this.#conflict();
    }
    for (let index = this.#firstIndex; index < this.#index; index += 1) {
      const key = pieceKey(id, index, this.#writer);
      await bestEffort('it goes with the upload', () => bucket.delete(key, never));
    }
  }

  /** Pieces stay: a state that seemed to fail may have been saved, and speak of them. */
  async abandon(): Promise<void> {
    await this.#settle();
  }

  async end(): Promise<void> {
    await this.#settle();
  }

  async #settle(): Promise<void> {
    await bestEffort('whoever called add or keep was told', () => this.#sent);
  }

  async #flush(): Promise<void> {
    const { hash, checkpointEveryBytes: every } = this.#options;
    const { pieceBytes } = this.#options.start.stored;
    // Now the server has all that came before the piece at hand.
    await this.#sent;
    const unsavedBytes = this.#boundary.sizeBytes - this.#saved.stored.sizeBytes;
    if (every !== null && unsavedBytes >= every) await this.#save(this.#boundary);
    this.#sent = this.#put(this.#filling.bytes);
    // Its failure is thrown by the next piece or by keep; until then it must not count as
    // unhandled.
    this.#sent.catch(() => {});
    this.#index += 1;
    const sizeBytes = this.#index * pieceBytes;
    this.#boundary = { sizeBytes, checkpoint: hexDigest(hash.copy()) };
    [this.#filling, this.#sending] = [this.#sending, this.#filling];
    this.#filling.reset(pieceBytes);
  }

  async #put(bytes: Uint8Array): Promise<void> {
    const { id, bucket, start } = this.#options;
    if (this.#index >= partsMax) throw blobTooLarge(partsMax * start.stored.pieceBytes);
    await bucket.put(pieceKey(id, this.#index, this.#writer), bytes, { signal: never });
  }

  async #save({ sizeBytes, checkpoint }: PartialState): Promise<void> {
    const { id, bucket, start } = this.#options;
    const kept = start.stored.writers.filter(({ firstPiece }) => firstPiece < this.#firstIndex);
    const writers = [...kept, { firstPiece: this.#firstIndex, writer: this.#writer }];
    const stored = { ...start.stored, sizeBytes, checkpoint, writers };
    const condition = { etag: this.#saved.etag };
    const saved = await savePartial(bucket, id, stored, { condition, signal: never });
    if (saved === null) throw await this.#conflict();
    this.#saved = saved;
  }

  async #conflict() {
    const { id, bucket } = this.#options;
    const present = await loadPartial(bucket, id, never);
    return partialOffsetMismatch(id, present?.stored.sizeBytes ?? 0);
  }
}
