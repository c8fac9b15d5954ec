import { promisify } from 'node:util';
import { crc32, type InflateRaw, inflateRaw } from 'node:zlib';
import type { RandomAccess } from '../random-access.ts';
import type { ByteWindow } from './byte-window.ts';
import { archiveInvalid } from './errors.ts';
import { RawInflate } from './raw-inflate.ts';
import type { ZipEntry } from './zip-entry.ts';

/** Entries up to these sizes are unpacked in one go: most files of a package are small. */
const smallPackedBytes = 64 * 1024;
const smallBytes = 1024 * 1024;

export interface ContentPlace {
  readonly source: RandomAccess;
  readonly window: ByteWindow;
  /** Where the packed bytes begin. */
  readonly start: number;
}

/**
 * The bytes of one entry, unpacked and compared with what the directory says of them: they are
 * proved once the iteration ends cleanly, not before.
 *
 * @throws AppError `ARCHIVE_INVALID`
 */
export async function* readZipContent(
  place: ContentPlace,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sizeBytes = 0;
  let checksum = 0;
  for await (const chunk of unpacked(place, entry)) {
    sizeBytes += chunk.length;
    if (sizeBytes > entry.sizeBytes) throw damaged(entry);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (sizeBytes !== entry.sizeBytes || checksum !== entry.crc32) throw damaged(entry);
}

async function* unpacked(
  place: ContentPlace,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { compressedBytes, sizeBytes, method } = entry;
  if (compressedBytes > smallPackedBytes || sizeBytes > smallBytes) {
    const packed = await readLarge(place, compressedBytes);
    yield* method === 'stored' ? packed : inflateLarge(packed, entry);
    return;
  }
  const packed = await place.window.bytes(place.start, compressedBytes);
  const bytes = method === 'stored' ? packed : await inflateSmall(packed, entry);
  if (bytes.length > 0) yield bytes;
}

function readLarge({ source, start }: ContentPlace, length: number) {
  return source.read({ start, end: start + length - 1 });
}

const inflate = promisify(inflateRaw);

async function inflateSmall(packed: Buffer, entry: ZipEntry): Promise<Buffer> {
  try {
    // The stated size bounds the output: one byte more is an error of zlib.
    const options = { maxOutputLength: Math.max(1, entry.sizeBytes), info: true };
    // NOTE: with `info` zlib answers with the engine as well, which its types do not know.
    const done = (await inflate(packed, options)) as unknown as Inflated;
    // Bytes behind the end of the stream: a reader of streams takes them for the next header.
    if (done.engine.bytesWritten !== packed.length) throw damaged(entry);
    return done.buffer;
  } catch (cause) {
    throw damaged(entry, cause);
  }
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: InflateRaw;
}

async function* inflateLarge(packed: AsyncIterable<Uint8Array>, entry: ZipEntry) {
  const stream = new RawInflate();
  try {
    for await (const { buffer, byteOffset, byteLength } of packed) {
      yield* stream.inflate(Buffer.from(buffer, byteOffset, byteLength));
    }
    // A stream that ended where it should has no use for one byte more.
    yield* stream.inflate(Buffer.alloc(1));
    if (stream.consumedBytes !== entry.compressedBytes) throw damaged(entry);
  } finally {
    stream.close();
  }
}

function damaged({ path }: ZipEntry, cause?: unknown) {
  return archiveInvalid(`The archive is damaged in ${JSON.stringify(path.slice(0, 80))}.`, {
    cause,
  });
}
