import { assert } from '@bonded/kernel';

/** Below this size the cost of a write is the write, not the bytes. */
const joinedBytesMax = 256 * 1024;

/**
 * Joins small chunks into ones of 256 KiB (the last may be smaller). Large chunks pass as they
 * are. As in its source, a chunk is valid until the next one is asked for.
 */
export async function* coalesce(
  lengthBytes: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunkBytesMin = Math.min(joinedBytesMax, lengthBytes);
  let joined: Buffer | undefined;
  let length = 0;
  for await (const chunk of chunks) {
    if (length === 0 && chunk.byteLength >= chunkBytesMin) {
      yield chunk;
      continue;
    }
    joined ??= Buffer.allocUnsafeSlow(chunkBytesMin);
    for (let taken = 0; taken < chunk.byteLength; ) {
      const piece = chunk.subarray(taken, taken + chunkBytesMin - length);
      joined.set(piece, length);
      taken += piece.byteLength;
      length += piece.byteLength;
      if (length < chunkBytesMin) break;
      yield joined;
      length = 0;
    }
  }
  if (joined !== undefined && length > 0) yield joined.subarray(0, length);
}

/**
 * Holds the last chunk back until its source has ended well: a fault that shows only at the end,
 * as a wrong digest does, must not be preceded by the last byte of a good answer.
 */
export async function* exactly(
  lengthBytes: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let remaining = lengthBytes;
  let last: Buffer | undefined;
  for await (const chunk of chunks) {
    if (chunk.byteLength === 0) continue;
    remaining -= chunk.byteLength;
    assert(remaining >= 0, 'a source gives no more bytes than it announced');
    if (remaining > 0) yield chunk;
    else last = Buffer.from(chunk);
  }
  assert(remaining === 0, 'a source gives as many bytes as it announced');
  if (last !== undefined) yield last;
}
