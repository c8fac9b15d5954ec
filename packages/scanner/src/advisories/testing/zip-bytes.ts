import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip file, honest unless a field says otherwise. */
export interface ZipEntry {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** What both headers claim, whatever the truth is. */
  readonly claimedBytes?: number;
  readonly claimedCrc32?: number;
  /** Has no bytes of its own: the directory points at those of another entry. */
  readonly offset?: number;
}

const utf8Names = 0x800;

/** Writes a zip file (APPNOTE 4.3), with or without lies. */
export function zipBytes(entries: readonly ZipEntry[], claimedEntries = entries.length): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { fields, name, deflated } = encode(entry);
    const local = Buffer.concat([u32(0x04034b50), u16(20), fields, u16(name.length), u16(0), name]);
    const own = entry.offset === undefined ? Buffer.concat([local, deflated]) : Buffer.alloc(0);
    locals.push(own);
    const placement = Buffer.concat([u16(0), u16(0), u16(0), u16(0), u32(0)]);
    const at = u32(entry.offset ?? offset);
    const head = Buffer.concat([u32(0x02014b50), u16(20), u16(20), fields, u16(name.length)]);
    directory.push(Buffer.concat([head, placement, at, name]));
    offset += own.length;
  }
  const central = Buffer.concat(directory);
  const counts = Buffer.concat([u16(0), u16(0), u16(claimedEntries), u16(claimedEntries)]);
  const end = Buffer.concat([u32(0x06054b50), counts, u32(central.length), u32(offset), u16(0)]);
  return Buffer.concat([...locals, central, end]);
}

function encode(entry: ZipEntry) {
  const { method = 8, flags = utf8Names, claimedBytes, claimedCrc32 } = entry;
  const body = Buffer.from(entry.body);
  const deflated = method === 8 ? deflateRawSync(body) : body;
  const sizes = [claimedCrc32 ?? crc32(body), deflated.length, claimedBytes ?? body.length];
  const fields = Buffer.concat([u16(flags), u16(method), u32(0), ...sizes.map(u32)]);
  return { fields, name: Buffer.from(entry.name), deflated };
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
