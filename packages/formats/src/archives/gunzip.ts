import { archiveInvalid, archiveTooLarge } from './errors.ts';
import { GzipChecksum, gzipHeaderLength, gzipTrailerBytes } from './gzip-member.ts';
import { RawInflate } from './raw-inflate.ts';

export interface InflateLimits {
  readonly bytesMax: number;
  /** Unpacked to packed. Deflate cannot pass 1032, honest source archives stay under 20. */
  readonly ratioMax: number;
  /** Below this many unpacked bytes the ratio does not count: small archives may be empty. */
  readonly ratioFloorBytes: number;
}

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
  const member = new RawInflate();
  const tally = new MemberTally(limits);
  try {
    for await (const chunk of withoutHeader(packed)) {
      for await (const output of member.inflate(chunk)) {
        yield tally.judge(output, member.consumedBytes);
      }
      if (member.hasEnded) trailer = keepTrailer(trailer, member.leftover(chunk));
    }
    tally.checksum.requireTrailer(trailer);
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

/** Adds up what comes out of the deflate stream inside, and holds it to the limits. */
class MemberTally {
  readonly checksum = new GzipChecksum();
  readonly #limits: InflateLimits;
  #unpackedBytes = 0;

  constructor(limits: InflateLimits) {
    this.#limits = limits;
  }

  judge(output: Buffer, packedBytes: number): Buffer {
    this.#unpackedBytes += output.length;
    const { bytesMax, ratioMax, ratioFloorBytes } = this.#limits;
    if (this.#unpackedBytes > bytesMax) {
      throw archiveTooLarge(`The archive unpacks to more than ${bytesMax} bytes.`);
    }
    const isTight = this.#unpackedBytes > ratioMax * packedBytes;
    if (isTight && this.#unpackedBytes > ratioFloorBytes) {
      throw archiveTooLarge(`The archive unpacks to more than ${ratioMax} times its size.`);
    }
    this.checksum.add(output);
    return output;
  }
}
