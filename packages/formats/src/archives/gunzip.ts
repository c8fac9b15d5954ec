import { createInflateRaw, type InflateRaw } from 'node:zlib';
import { archiveInvalid, archiveTooLarge } from './errors.ts';
import { GzipChecksum, gzipHeaderLength, gzipTrailerBytes } from './gzip-member.ts';

export interface InflateLimits {
  readonly bytesMax: number;
  /** Unpacked to packed. Deflate cannot pass 1032, honest source archives stay under 20. */
  readonly ratioMax: number;
  /** Below this many unpacked bytes the ratio does not count: small archives may be empty. */
  readonly ratioFloorBytes: number;
}

const outputBytes = 256 * 1024;

/**
 * Unpacks a gzip file of exactly one member, in constant memory. Stricter than zlib's own reader,
 * which goes on into further members and passes over garbage: programs differ there, so both are
 * refused. A chunk of `packed` is done with when the next one is asked for.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  limits: InflateLimits,
): AsyncGenerator<Buffer, void, undefined> {
  let trailer: Buffer = Buffer.alloc(0);
  const member = new Member(limits);
  try {
    for await (const chunk of withoutHeader(packed)) {
      yield* member.inflate(chunk);
      if (member.hasEnded) trailer = keepTrailer(trailer, member.leftover(chunk));
    }
    member.checksum.requireTrailer(trailer);
  } finally {
    member.close();
  }
}

async function* withoutHeader(
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const { buffer, byteOffset, byteLength } of packed) {
    const chunk = Buffer.from(buffer, byteOffset, byteLength);
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const length = gzipHeaderLength(head);
    if (length === null) continue;
    yield head.subarray(length);
    head = null;
  }
  if (head !== null) throw archiveInvalid('The archive is not a gzip file.');
}

/** One byte more than a trailer is enough to know that there is too much. */
function keepTrailer(trailer: Buffer, chunk: Buffer): Buffer {
  return Buffer.concat([trailer, chunk.subarray(0, gzipTrailerBytes + 1 - trailer.length)]);
}

/** The deflate stream inside, driven chunk by chunk. */
class Member {
  readonly checksum = new GzipChecksum();
  readonly #limits: InflateLimits;
  readonly #inflate: InflateRaw = createInflateRaw({ chunkSize: outputBytes });
  #unpackedBytes = 0;
  #offeredBytes = 0;
  #error: Error | undefined;
  #wake = () => {};

  constructor(limits: InflateLimits) {
    this.#limits = limits;
    this.#inflate
      .on('readable', () => this.#wake())
      .on('end', () => this.#wake())
      .on('error', (error) => {
        this.#error = error;
        this.#wake();
      });
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
      if (this.#error) throw archiveInvalid('The gzip file is damaged.', { cause: this.#error });
      // A stream of bytes gives Buffers, or null when there is none to give yet.
      const output = this.#inflate.read() as Buffer | null;
      if (output !== null) yield this.#judge(output);
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

  #judge(output: Buffer): Buffer {
    this.#unpackedBytes += output.length;
    const { bytesMax, ratioMax, ratioFloorBytes } = this.#limits;
    if (this.#unpackedBytes > bytesMax) {
      throw archiveTooLarge(`The archive unpacks to more than ${bytesMax} bytes.`);
    }
    const isTight = this.#unpackedBytes > ratioMax * this.#inflate.bytesWritten;
    if (isTight && this.#unpackedBytes > ratioFloorBytes) {
      throw archiveTooLarge(`The archive unpacks to more than ${ratioMax} times its size.`);
    }
    this.checksum.add(output);
    return output;
  }
}
