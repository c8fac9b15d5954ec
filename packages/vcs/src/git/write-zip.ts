import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { vcsTooLarge } from '../index.ts';
import type { TreeFile } from './git-tree.ts';

const deflate = promisify(deflateRaw);

/** Without zip64. */
const entriesMax = 65_535;
const bytesMax = 0xffff_ffff;

const versionNeeded = 20;
/** Made on Unix, so that modes count. */
const versionMadeBy = (3 << 8) | versionNeeded;
const namesAreUtf8 = 0x0800;
const deflated = 8;
/** The first day that the format knows: the same tree gives the same bytes. */
const firstDay = 0x21;

/** A tree as a zip, entry by entry: one at a time is held beside the tree itself. */
export async function* writeZip(files: Iterable<TreeFile>): AsyncIterable<Uint8Array> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, mode, bytes } of files) {
    const name = Buffer.from(path);
    const packed = await deflate(bytes);
    const fields = fieldsOf(name, bytes, packed);
    const local = Buffer.concat([u32(0x04034b50), u16(versionNeeded), fields, u16(0), name]);
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(versionMadeBy),
        u16(versionNeeded),
        fields,
        // No extra field, no comment, the first disk, no inner attributes.
        Buffer.alloc(8),
        u32((mode << 16) >>> 0),
        u32(at),
        name,
      ]),
    );
    at += local.length + packed.length;
    if (directory.length > entriesMax || at > bytesMax) {
      throw vcsTooLarge('The repository is larger than its archive may be.');
    }
    yield local;
    yield packed;
  }
  const entries = Buffer.concat(directory);
  const counts = Buffer.concat([u16(directory.length), u16(directory.length)]);
  yield entries;
  yield Buffer.concat([u32(0x06054b50), u32(0), counts, u32(entries.length), u32(at), u16(0)]);
}

/** What the local header and the directory say alike. */
function fieldsOf(name: Buffer, bytes: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([
    u16(namesAreUtf8),
    u16(deflated),
    u16(0),
    u16(firstDay),
    u32(crc32(bytes)),
    u32(packed.length),
    u32(bytes.length),
    u16(name.length),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
