import { bestEffort } from '@bonded/kernel';
import type { BufferPool } from '../buffer-pool.ts';
import { blobCorrupt } from '../errors.ts';
import type { DurableFile } from './durable-fs.ts';

export interface FileChunksOptions {
  readonly start: number;
  /** How many bytes from `start`; fewer on the medium end in `BLOB_CORRUPT`. */
  readonly lengthBytes: number;
  readonly pool: BufferPool;
  /** Whether the consumer is done with a chunk before it asks for the next one. */
  readonly reusesMemory: boolean;
  readonly signal: AbortSignal;
  /** Names the bytes in an error. */
  readonly subject: string;
}

/**
 * Reads a file a large piece at a time: while the consumer sends one, the next is read. To be read
 * once. Closes the file at the end, on an early end, on a failure, and on an abort even if nobody
 * ever began to read.
 */
export class FileChunks implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #file: DurableFile;
  readonly #options: FileChunksOptions;
  readonly #end: number;
  readonly #buffers: Uint8Array[] = [];
  readonly #onAbort = () => {
    void bestEffort('whoever reads is told of the abort', () => this.#close());
  };
  #position: number;
  #turn = 0;
  /** The read under way; null after the last one, undefined before the first. */
  #ahead: Promise<Uint8Array> | null | undefined;
  #closing: Promise<void> | undefined;

  constructor(file: DurableFile, options: FileChunksOptions) {
    this.#file = file;
    this.#options = options;
    this.#position = options.start;
    this.#end = options.start + options.lengthBytes;
    options.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const { pool, signal } = this.#options;
    try {
      signal.throwIfAborted();
      if (this.#closing !== undefined) return { done: true, value: undefined };
      if (this.#ahead === undefined) this.#ahead = this.#readAhead();
      const current = this.#ahead;
      if (current === null) {
        await this.#close();
        // Only now is it sure that nobody still sends from them; after an early end they go to the
        // collector.
        for (const buffer of this.#buffers.splice(0)) pool.give(buffer);
        return { done: true, value: undefined };
      }
      const chunk = await current;
      signal.throwIfAborted();
      this.#ahead = this.#readAhead();
      return { done: false, value: chunk };
    } catch (error) {
      await this.#close();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    await this.#close();
    return { done: true, value: undefined };
  }

  #readAhead(): Promise<Uint8Array> | null {
    if (this.#position >= this.#end) return null;
    const buffer = this.#nextBuffer();
    const target = buffer.subarray(0, this.#end - this.#position);
    const read = this.#file.read(target, this.#position).then((readBytes) => {
      if (readBytes < target.length) throw blobCorrupt(this.#options.subject);
      return target;
    });
    // Awaited when the consumer asks again; until then a failure must not count as unhandled.
    read.catch(() => {});
    this.#position += target.length;
    return read;
  }

  #nextBuffer(): Uint8Array {
    const { pool, reusesMemory } = this.#options;
    if (!reusesMemory) {
      return Buffer.allocUnsafeSlow(Math.min(pool.sizeBytes, this.#end - this.#position));
    }
    const slot = this.#turn % 2;
    this.#turn += 1;
    const buffer = this.#buffers[slot] ?? pool.take();
    this.#buffers[slot] = buffer;
    return buffer;
  }

  #close(): Promise<void> {
    this.#closing ??= this.#closeOnce();
    return this.#closing;
  }

  async #closeOnce(): Promise<void> {
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    await this.#ahead?.catch(() => {});
    await this.#file.close();
  }
}
