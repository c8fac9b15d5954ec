import type { RandomAccess } from '../random-access.ts';
import { archiveInvalid } from './errors.ts';

/** How much is read at once: headers and small entries lie side by side. */
const windowBytes = 256 * 1024;

/**
 * Small pieces of a source, read a larger piece at a time: one opening for many headers, and no
 * more than one window in memory. Pieces that were given out are never overwritten.
 */
export class ByteWindow {
  readonly #source: RandomAccess;
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(source: RandomAccess) {
    this.#source = source;
  }

  /** @throws AppError `ARCHIVE_INVALID` where the source ends before the piece does. */
  async bytes(start: number, length: number): Promise<Buffer> {
    if (length === 0) return Buffer.alloc(0);
    const kept = this.#piece(start, length);
    if (kept !== null) return kept;
    const end = Math.min(start + Math.max(length, windowBytes), this.#source.sizeBytes);
    if (start < 0 || start + length > end) throw archiveInvalid('The archive is cut off.');
    const bytes = await gather(await this.#source.read({ start, end: end - 1 }), end - start);
    this.#start = start;
    this.#bytes = bytes;
    return bytes.subarray(0, length);
  }

  #piece(start: number, length: number): Buffer | null {
    const at = start - this.#start;
    if (at < 0 || at + length > this.#bytes.length) return null;
    return this.#bytes.subarray(at, at + length);
  }
}

async function gather(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at !== length) throw archiveInvalid('The archive is cut off.');
  return bytes;
}
