import { pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { scanTooLarge, scanUnreadable } from '../scanner-errors.ts';

const decoders: readonly { readonly magic: Buffer; readonly create: () => Transform }[] = [
  { magic: Buffer.from([0x1f, 0x8b, 0x08]), create: () => createGunzip() },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), create: () => createZstdDecompress() },
];
const magicBytesMax = Math.max(...decoders.map(({ magic }) => magic.length));

/** What a packed stream may come to: far more than an image layer, far less than for ever. */
const unpackedBytesMax = 64 * 1024 ** 3;

/** What packs a file that begins like this, or null for one that is not packed. */
export function decoderFor(head: Uint8Array): Transform | null {
  const known = decoders.find(({ magic }) => magic.equals(head.subarray(0, magic.length)));
  return known?.create() ?? null;
}

/**
 * Splits the first bytes off, to see what the rest is, and gives everything again from the start.
 * Every chunk it gives is a copy: what unpacks them keeps them while more are asked for.
 */
export async function peek(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Buffer; readonly whole: AsyncIterable<Buffer> }> {
  const source = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let isOver = false;
  while (head.length < magicBytesMax && !isOver) {
    const next = await source.next();
    isOver = next.done === true;
    if (!next.done) head = Buffer.concat([head, next.value]);
  }
  const whole = async function* () {
    try {
      yield head;
      for (let next = await source.next(); !next.done; next = await source.next()) {
        yield Buffer.from(next.value);
      }
    } finally {
      await source.return?.();
    }
  };
  return { head, whole: whole() };
}

/**
 * The unpacked bytes, in constant memory. Damaged or endless, nothing can be said about them.
 *
 * @throws AppError `SCAN_UNREADABLE`, `SCAN_TOO_LARGE`
 */
export async function* unpack(
  packed: AsyncIterable<Buffer>,
  decoder: Transform,
): AsyncGenerator<Buffer, void, undefined> {
  let sizeBytes = 0;
  // Whatever fails, the decoder is destroyed with it, and the loop below throws it.
  pipeline(Readable.from(packed), decoder, () => {});
  try {
    // A decoder of bytes gives Buffers.
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > unpackedBytesMax)
        throw scanTooLarge('A file unpacks to too much to look at.');
      yield chunk;
    }
  } catch (cause) {
    if (isDecoderFault(cause)) throw scanUnreadable('A packed file is damaged.', { cause });
    throw cause;
  }
}

function isDecoderFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    code.startsWith('Z_') || code.startsWith('ZSTD_') || code === 'ERR_ZLIB_INITIALIZATION_FAILED'
  );
}
