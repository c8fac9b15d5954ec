import { createInflateRaw, type InflateRaw } from 'node:zlib';
import { archiveInvalid } from './errors.ts';

const outputBytes = 256 * 1024;

/** One deflate stream (RFC 1951), driven chunk by chunk. It says where it ended. */
export class RawInflate {
  readonly #inflate: InflateRaw = createInflateRaw({ chunkSize: outputBytes });
  #offeredBytes = 0;
  #error: Error | undefined;
  #wake = () => {};

  constructor() {
    this.#inflate
      .on('readable', () => this.#wake())
      .on('end', () => this.#wake())
      .on('error', (error) => {
        this.#error = error;
        this.#wake();
      });
  }

  /** So far; all of it once the stream ended. */
  get consumedBytes(): number {
    return this.#inflate.bytesWritten;
  }

  /** Between chunks: whatever zlib had no use for lies behind the end of the stream. */
  get hasEnded(): boolean {
    return this.#inflate.bytesWritten < this.#offeredBytes;
  }

  /** Gives all output of one chunk, and returns when the chunk is used up or the stream ended. */
  async *inflate(chunk: Buffer): AsyncGenerator<Buffer, void, undefined> {
    const isBehindTheEnd = this.hasEnded;
    this.#offeredBytes += chunk.length;
    if (isBehindTheEnd || chunk.length === 0) return;
    let isUsedUp = false;
    this.#inflate.write(chunk, () => {
      isUsedUp = true;
      this.#wake();
    });
    for (;;) {
      const arrival = Promise.withResolvers<void>();
      this.#wake = arrival.resolve;
      if (this.#error) throw archiveInvalid('The archive is damaged.', { cause: this.#error });
      // A stream of bytes gives Buffers, or null when there is none to give yet.
      const output = this.#inflate.read() as Buffer | null;
      if (output !== null) yield output;
      else if (isUsedUp || this.#inflate.readableEnded) return;
      else await arrival.promise;
    }
  }

  /** What of `chunk`, the last that came, lies behind the end of the stream. */
  leftover(chunk: Buffer): Buffer {
    const beyond = this.#offeredBytes - this.#inflate.bytesWritten;
    return chunk.subarray(chunk.length - Math.min(beyond, chunk.length));
  }

  close(): void {
    this.#inflate.destroy();
  }
}
