import { crc32, deflateRawSync } from 'node:zlib';
import { assert } from '@bonded/kernel';

export interface ZipEntry {
  /** Relative, with forward slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const uint16Max = 0xffff;
const uint32Max = 0xffff_ffff;
/** APPNOTE 4.4.3: 2.0 knows deflate, 4.5 knows zip64. */
const versions = { deflate: 20, zip64: 45 };
/** APPNOTE 4.4.4, bit 11: names are UTF-8. */
const utf8Names = 0x0800;
/** APPNOTE 4.4.5. */
const methods = { stored: 0, deflated: 8 };
/** Smaller ones would grow. */
const deflatedBytesMin = 64;
/** 1980-01-01, the beginning of DOS time: when a record was copied here says nothing. */
const dosDate = 0x0021;

/** Small entries leave together: a write for each of three hundred thousand takes minutes. */
const chunkBytesMin = 256 * 1024;

/**
 * Writes a zip as it is read (APPNOTE 6.3.10), one entry in memory at a time and the directory at
 * the end. Zip64 where the number of entries or their offsets need it.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  for await (const { name, bytes } of entries) {
    assert(bytes.length < uint32Max, 'an entry that is held in memory is below 4 GiB');
    // Nothing else waits in this process, and the way to another thread costs more than it takes.
    const isStored = bytes.length < deflatedBytesMin;
    const body = isStored ? bytes : deflateRawSync(bytes);
    const described = describe(name, { bytes, packedBytes: body.length, isStored });
    const header = localHeader(described);
    directory.push(directoryEntry(described, offset));
    offset += header.length + body.length;
    pending.push(header, body);
    pendingBytes += header.length + body.length;
    if (pendingBytes < chunkBytesMin) continue;
    yield Buffer.concat(pending);
    pending = [];
    pendingBytes = 0;
  }
  const sizeBytes = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = directoryEnd({ count: directory.length, sizeBytes, offset });
  yield Buffer.concat([...pending, ...directory, end]);
}

interface Described {
  readonly name: Buffer;
  /** What both headers of an entry say of it (APPNOTE 4.4.4 to 4.4.9). */
  readonly middle: Buffer;
}

interface Packed {
  readonly bytes: Uint8Array;
  readonly packedBytes: number;
  readonly isStored: boolean;
}

function describe(name: string, { bytes, packedBytes, isStored }: Packed): Described {
  const middle = Buffer.alloc(22);
  middle.writeUInt16LE(utf8Names, 0);
  middle.writeUInt16LE(isStored ? methods.stored : methods.deflated, 2);
  middle.writeUInt16LE(dosDate, 6);
  middle.writeUInt32LE(crc32(bytes), 8);
  middle.writeUInt32LE(packedBytes, 12);
  middle.writeUInt32LE(bytes.length, 16);
  const encoded = Buffer.from(name);
  middle.writeUInt16LE(encoded.length, 20);
  return { name: encoded, middle };
}

/** APPNOTE 4.3.7. */
function localHeader({ name, middle }: Described): Buffer {
  const head = Buffer.alloc(6);
  head.write('PK\u0003\u0004', 'latin1');
  head.writeUInt16LE(versions.deflate, 4);
  return Buffer.concat([head, middle, Buffer.alloc(2), name]);
}

/** APPNOTE 4.3.12, and 4.5.3 for an offset that needs 64 bits. */
function directoryEntry({ name, middle }: Described, offset: number): Buffer {
  const isFar = offset >= uint32Max;
  const extra = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(offset), 4);
  }
  const head = Buffer.alloc(8);
  head.write('PK\u0001\u0002', 'latin1');
  head.writeUInt16LE(versions.zip64, 4);
  head.writeUInt16LE(isFar ? versions.zip64 : versions.deflate, 6);
  const tail = Buffer.alloc(16);
  tail.writeUInt16LE(extra.length, 0);
  tail.writeUInt32LE(isFar ? uint32Max : offset, 12);
  return Buffer.concat([head, middle, tail, name, extra]);
}

interface DirectoryExtent {
  readonly count: number;
  readonly sizeBytes: number;
  readonly offset: number;
}

/** APPNOTE 4.3.16, behind 4.3.14 and 4.3.15 where its fields are too narrow. */
function directoryEnd(extent: DirectoryExtent): Buffer {
  const { count, sizeBytes, offset } = extent;
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(Math.min(count, uint16Max), 8);
  end.writeUInt16LE(Math.min(count, uint16Max), 10);
  end.writeUInt32LE(Math.min(sizeBytes, uint32Max), 12);
  end.writeUInt32LE(Math.min(offset, uint32Max), 16);
  const fits = count < uint16Max && sizeBytes < uint32Max && offset < uint32Max;
  return fits ? end : Buffer.concat([zip64End(extent), end]);
}

function zip64End({ count, sizeBytes, offset }: DirectoryExtent): Buffer {
  const end = Buffer.alloc(56);
  end.write('PK\u0006\u0006', 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(versions.zip64, 12);
  end.writeUInt16LE(versions.zip64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(sizeBytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + sizeBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end, locator]);
}
