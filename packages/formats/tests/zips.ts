import { crc32, deflateRawSync } from 'node:zlib';
import type { RandomAccess } from '../src/random-access.ts';

/** One entry, field by field, so that tests can write what no honest tool would. */
export interface ZipMember {
  readonly path: string | Buffer;
  readonly content?: string | Buffer;
  readonly method?: 'stored' | 'deflated';
  /** What stands in the file, where it is not the content as packed by `method`. */
  readonly packed?: Buffer;
  readonly flags?: number;
  readonly mode?: number;
  readonly hasDescriptor?: boolean;
  readonly descriptor?: Buffer;
  readonly isLarge?: boolean;
  readonly extra?: Buffer;
  readonly comment?: Buffer;
  /** What only the header before the content, or only the directory, says. */
  readonly local?: Partial<ZipFields>;
  readonly central?: Partial<ZipFields>;
  /** Bytes before the header that belong to nothing. */
  readonly before?: Buffer;
}

export interface ZipFields {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerStart: number;
  readonly extra: Buffer;
  readonly disk: number;
  readonly external: number;
  readonly host: number;
}

export interface ZipOptions {
  readonly comment?: Buffer;
  /** Bytes before the directory, between it and its end, and behind everything. */
  readonly beforeDirectory?: Buffer;
  readonly beforeEnd?: Buffer;
  readonly after?: Buffer;
  readonly isLarge?: boolean;
  readonly end?: Partial<Record<'count' | 'directoryBytes' | 'directoryStart' | 'disk', number>>;
  readonly largeEnd?: Partial<
    Record<'count' | 'directoryBytes' | 'directoryStart' | 'recordStart', number>
  >;
}

function fieldsOf(member: ZipMember, packed: Buffer, headerStart: number): ZipFields {
  const name = Buffer.from(member.path);
  const content = Buffer.from(member.content ?? '');
  const utf8 = name.some((byte) => byte >= 0x80) ? 1 << 11 : 0;
  const descriptor = member.hasDescriptor === true ? 1 << 3 : 0;
  return {
    name,
    flags: member.flags ?? utf8 | descriptor,
    method: member.method === 'stored' ? 0 : 8,
    crc: crc32(content),
    packedBytes: packed.length,
    bytes: content.length,
    headerStart,
    extra: member.extra ?? Buffer.alloc(0),
    disk: 0,
    external: (member.mode ?? 0o100644) * 0x10000,
    host: 3,
  };
}

const sentinel = 0xffffffff;

export function uint(value: number | bigint, bytes: 2 | 4 | 8): Buffer {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(BigInt(value));
  return out.subarray(0, bytes);
}

export function extraField(id: number, value: Buffer): Buffer {
  return Buffer.concat([uint(id, 2), uint(value.length, 2), value]);
}

function localHeader(fields: ZipFields, isLarge: boolean): Buffer {
  const large = extraField(1, Buffer.concat([uint(fields.bytes, 8), uint(fields.packedBytes, 8)]));
  const extra = isLarge ? Buffer.concat([fields.extra, large]) : fields.extra;
  return Buffer.concat([
    Buffer.from('PK\u0003\u0004', 'latin1'),
    uint(20, 2),
    uint(fields.flags, 2),
    uint(fields.method, 2),
    uint(0x21 * 0x10000, 4),
    uint(fields.crc, 4),
    uint(isLarge ? sentinel : fields.packedBytes, 4),
    uint(isLarge ? sentinel : fields.bytes, 4),
    uint(fields.name.length, 2),
    uint(extra.length, 2),
    fields.name,
    extra,
  ]);
}

export function centralHeader(
  fields: ZipFields,
  isLarge = false,
  comment: Buffer = Buffer.alloc(0),
) {
  const numbers = [fields.bytes, fields.packedBytes, fields.headerStart].map((n) => uint(n, 8));
  const large = extraField(1, Buffer.concat(numbers));
  const extra = isLarge ? Buffer.concat([fields.extra, large]) : fields.extra;
  return Buffer.concat([
    Buffer.from('PK\u0001\u0002', 'latin1'),
    Buffer.from([20, fields.host]),
    uint(20, 2),
    uint(fields.flags, 2),
    uint(fields.method, 2),
    uint(0x21 * 0x10000, 4),
    uint(fields.crc, 4),
    uint(isLarge ? sentinel : fields.packedBytes, 4),
    uint(isLarge ? sentinel : fields.bytes, 4),
    uint(fields.name.length, 2),
    uint(extra.length, 2),
    uint(comment.length, 2),
    uint(fields.disk, 2),
    uint(0, 2),
    uint(fields.external, 4),
    uint(isLarge ? sentinel : fields.headerStart, 4),
    fields.name,
    extra,
    comment,
  ]);
}

function descriptorOf({ crc, packedBytes, bytes }: ZipFields, isLarge: boolean): Buffer {
  const width = isLarge ? 8 : 4;
  const signature = Buffer.from('PK\u0007\u0008', 'latin1');
  return Buffer.concat([signature, uint(crc, 4), uint(packedBytes, width), uint(bytes, width)]);
}

/** Writes a zip file; everything that is not asked for is as an honest tool would write it. */
export function packZip(members: readonly ZipMember[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const push = (...buffers: Buffer[]) => {
    parts.push(...buffers);
    at += buffers.reduce((sum, { length }) => sum + length, 0);
  };
  for (const member of members) {
    if (member.before) push(member.before);
    const content = Buffer.from(member.content ?? '');
    const packed =
      member.packed ?? (member.method === 'stored' ? content : deflateRawSync(content));
    const fields = fieldsOf(member, packed, at);
    const streamed = member.hasDescriptor === true ? { crc: 0, packedBytes: 0, bytes: 0 } : {};
    const isLarge = member.isLarge === true;
    push(localHeader({ ...fields, ...streamed, ...member.local }, isLarge), packed);
    if (member.hasDescriptor) push(member.descriptor ?? descriptorOf(fields, isLarge));
    directory.push(centralHeader({ ...fields, ...member.central }, isLarge, member.comment));
  }
  if (options.beforeDirectory) push(options.beforeDirectory);
  const end = { at, directory: Buffer.concat(directory), count: members.length };
  push(end.directory, options.beforeEnd ?? Buffer.alloc(0));
  return Buffer.concat([...parts, zipEnd(end, options, at), options.after ?? Buffer.alloc(0)]);
}

interface DirectoryPlace {
  readonly at: number;
  readonly directory: Buffer;
  readonly count: number;
}

function zipEnd(place: DirectoryPlace, options: ZipOptions, recordStart: number): Buffer {
  const { comment = Buffer.alloc(0), isLarge = false } = options;
  const real = {
    count: place.count,
    directoryBytes: place.directory.length,
    directoryStart: place.at,
    disk: 0,
    ...options.end,
  };
  const large = { ...real, recordStart, ...options.largeEnd };
  const record = [
    Buffer.from('PK\u0006\u0006', 'latin1'),
    uint(44, 8),
    uint(45, 2),
    uint(45, 2),
    uint(0, 4),
    uint(0, 4),
    uint(large.count, 8),
    uint(large.count, 8),
    uint(large.directoryBytes, 8),
    uint(large.directoryStart, 8),
    Buffer.from('PK\u0006\u0007', 'latin1'),
    uint(0, 4),
    uint(large.recordStart, 8),
    uint(1, 4),
  ];
  return Buffer.concat([
    ...(isLarge ? record : []),
    Buffer.from('PK\u0005\u0006', 'latin1'),
    uint(real.disk, 2),
    uint(real.disk, 2),
    uint(isLarge && options.end === undefined ? 0xffff : real.count, 2),
    uint(isLarge && options.end === undefined ? 0xffff : real.count, 2),
    uint(isLarge && options.end === undefined ? sentinel : real.directoryBytes, 4),
    uint(isLarge && options.end === undefined ? sentinel : real.directoryStart, 4),
    uint(comment.length, 2),
    comment,
  ]);
}

/** Bytes that count how they are read; a chunk is overwritten once the next one is asked for. */
export function sourceOf(bytes: Buffer, chunkBytes = 64 * 1024) {
  const seen = { reads: 0, bytes: 0 };
  async function* chunks(from: number, to: number) {
    for (let at = from; at < to; at += chunkBytes) {
      const chunk = Buffer.from(bytes.subarray(at, Math.min(at + chunkBytes, to)));
      seen.bytes += chunk.length;
      yield await Promise.resolve(chunk);
      chunk.fill(0xee);
    }
  }
  const source: RandomAccess = {
    sizeBytes: bytes.length,
    read: ({ start, end }) => {
      if (start < 0 || end >= bytes.length || start > end) throw new Error('a bad range');
      seen.reads += 1;
      return Promise.resolve(chunks(start, end + 1));
    },
  };
  return { source, seen };
}
