import type { Readable } from 'node:stream';
import { blobStoreUnavailable } from '../errors.ts';

/**
 * The bytes of an object as they come from the server. Lets the connection go at the end, on an
 * early end and on a failure, and on an abort even if nobody ever began to read. Fewer bytes than
 * were announced end in `BLOB_STORE_UNAVAILABLE`, never cleanly.
 */
export class ObjectChunks implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #body: Readable;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #signal: AbortSignal;
  readonly #onAbort = () => {
    this.#body.destroy();
  };
  #leftBytes: number;

  constructor(body: Readable, lengthBytes: number, signal: AbortSignal) {
    this.#body = body;
    this.#source = body[Symbol.asyncIterator]();
    this.#leftBytes = lengthBytes;
    this.#signal = signal;
    // Its failures reach us by the iterator; the event, unheard, would end the process.
    body.on('error', () => {});
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) body.destroy();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      const next = await this.#source.next();
      this.#signal.throwIfAborted();
      if (next.done !== true) {
        this.#leftBytes -= next.value.length;
        return { done: false, value: next.value };
      }
      if (this.#leftBytes !== 0) throw new Error(`${this.#leftBytes} bytes did not come`);
      this.#release();
      return { done: true, value: undefined };
    } catch (error) {
      this.#release();
      throw this.#signal.aborted ? this.#signal.reason : blobStoreUnavailable(error);
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#release();
    return { done: true, value: undefined };
  }

  #release(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#body.destroy();
  }
}
