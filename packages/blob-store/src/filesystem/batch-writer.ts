import type { BufferPool } from '../buffer-pool.ts';
import type { DurableFile } from './durable-fs.ts';

export interface BatchWriterOptions {
  readonly file: DurableFile;
  readonly position: number;
  readonly pool: BufferPool;
  /** Sees the bytes in order, each once, before or while they are written. */
  readonly onBatch: (bytes: Uint8Array) => void;
}

/**
 * Gathers small chunks into large batches and writes each while the next is gathered and hashed:
 * disk and processor work at the same time, and memory stays at two buffers whatever the size of
 * the body.
 */
export class BatchWriter {
  readonly #options: BatchWriterOptions;
  #filling: Uint8Array;
  #writing: Uint8Array;
  #filledBytes = 0;
  #position: number;
  #write: Promise<void> = Promise.resolve();

  constructor(options: BatchWriterOptions) {
    this.#options = options;
    this.#position = options.position;
    this.#filling = options.pool.take();
    this.#writing = options.pool.take();
  }

  /** Up to where bytes were handed to the file and to `onBatch`; the file may still be writing. */
  get positionBytes(): number {
    return this.#position;
  }

  /** Copies the chunk; waits only when the disk is a whole batch behind. */
  async add(chunk: Uint8Array): Promise<void> {
    for (let taken = 0; taken < chunk.length; ) {
      const room = this.#filling.length - this.#filledBytes;
      const part = chunk.subarray(taken, taken + room);
      this.#filling.set(part, this.#filledBytes);
      this.#filledBytes += part.length;
      taken += part.length;
      if (this.#filledBytes === this.#filling.length) await this.#flush();
    }
  }

  /**
   * Waits for the batches under way; answers up to where the file is written and hashed, which is
   * the same.
   */
  async settle(): Promise<number> {
    await this.#write;
    return this.#position;
  }

  /** Writes what is left; answers the position after the last byte. */
  async finish(): Promise<number> {
    if (this.#filledBytes > 0) await this.#flush();
    return this.settle();
  }

  /**
   * Gives the buffers back, once no write uses them any more. Call it always, whatever happened.
   */
  async release(): Promise<void> {
    await this.#write.catch(() => {});
    this.#options.pool.give(this.#filling);
    this.#options.pool.give(this.#writing);
  }

  async #flush(): Promise<void> {
    const batch = this.#filling.subarray(0, this.#filledBytes);
    this.#options.onBatch(batch);
    await this.#write;
    [this.#filling, this.#writing] = [this.#writing, this.#filling];
    this.#filledBytes = 0;
    this.#write = this.#options.file.write(batch, this.#position);
    // Its failure is thrown by the next flush, settle or finish; until then it must not count as
    // unhandled.
    this.#write.catch(() => {});
    this.#position += batch.length;
  }
}
