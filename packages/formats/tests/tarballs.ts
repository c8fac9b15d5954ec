import { gzipSync } from 'node:zlib';

/** A tar header, field by field, so that tests can write what no honest tool would. */
export interface HeaderFields {
  readonly path: string | Buffer;
  readonly sizeBytes?: number;
  /** The size as it is written, where it is no plain octal number. */
  readonly sizeField?: string;
  readonly type?: string;
  readonly magic?: string;
  readonly prefix?: string;
  readonly linkPath?: string;
  readonly breakChecksum?: boolean;
}

export function tarHeader(fields: HeaderFields): Buffer {
  const block = Buffer.alloc(512);
  const path = typeof fields.path === 'string' ? Buffer.from(fields.path) : fields.path;
  path.copy(block, 0, 0, 100);
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  const size = `${(fields.sizeBytes ?? 0).toString(8).padStart(11, '0')}\0`;
  block.write(fields.sizeField ?? size, 124, 12, 'latin1');
  block.write('00000000000\0', 136, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(fields.type ?? '0', 156, 1, 'latin1');
  block.write(fields.linkPath ?? '', 157, 100, 'utf8');
  block.write(fields.magic ?? 'ustar\u000000', 257, 8, 'latin1');
  block.write(fields.prefix ?? '', 345, 155, 'utf8');
  const sum = block.reduce((total, byte) => total + byte, fields.breakChecksum ? 1 : 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A header and its padded content. */
export function tarMember(fields: HeaderFields, content: string | Buffer = ''): Buffer {
  const body = Buffer.from(content);
  const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
  return Buffer.concat([tarHeader({ sizeBytes: body.length, ...fields }), body, padding]);
}

export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (Buffer.byteLength(`${length}${rest}`) !== length) {
    length = Buffer.byteLength(`${length}${rest}`);
  }
  return `${length}${rest}`;
}

export function paxMember(records: Readonly<Record<string, string>>, type = 'x'): Buffer {
  const body = Object.entries(records).map(([key, value]) => paxRecord(key, value));
  return tarMember({ path: 'PaxHeader/x', type }, body.join(''));
}

export const tarEnd = Buffer.alloc(1024);

/** Members in order, ended and packed. */
export function packTar(...members: readonly Buffer[]): Buffer {
  return gzipSync(Buffer.concat([...members, tarEnd]));
}

/** What `npm pack` makes of some files: all below `package/`. */
export function npmTarball(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const members = Object.entries(files).map(([path, content]) =>
    tarMember({ path: `package/${path}` }, content),
  );
  return packTar(...members);
}

/** Bytes in chunks that are overwritten once the next one is asked for. */
export async function* inChunks(
  bytes: Buffer,
  chunkBytes = 64 * 1024,
): AsyncGenerator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes));
    yield await Promise.resolve(chunk);
    chunk.fill(0xee);
  }
}
