import { gzipSync } from 'node:zlib';
import yazl from 'yazl';

/** What is packed, by path. */
export type Members = Readonly<Record<string, string | Buffer>>;

/** Every archive of the same members is the same bytes. */
const packedAt = new Date('2024-01-01T00:00:00Z');

export async function packZip(members: Members): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [path, content] of Object.entries(members)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    zip.addBuffer(bytes, path, { mtime: packedAt });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

export interface TarFields {
  readonly path: string;
  readonly content?: string | Buffer;
  /** `0` is a file, `2` a link, `5` a folder, `x` says more of the next. */
  readonly type?: string;
  readonly linkPath?: string;
  /** What the header says of its size, where that is a lie. */
  readonly statedBytes?: number;
}

const blockBytes = 512;

/** A ustar header with its content. */
export function tarMember(fields: TarFields): Buffer {
  const { path, type = '0', linkPath = '', content = '' } = fields;
  const body = Buffer.from(content);
  const header = Buffer.alloc(blockBytes);
  header.write(path, 0, 100, 'utf8');
  header.write('0000644\0', 100, 'latin1');
  header.write('0000000\u00000000000\0', 108, 'latin1');
  const sizeBytes = fields.statedBytes ?? body.length;
  header.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('00000000000\0', 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write(type, 156, 'latin1');
  header.write(linkPath, 157, 100, 'utf8');
  header.write('ustar\u000000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const padding = Buffer.alloc((blockBytes - (body.length % blockBytes)) % blockBytes);
  return Buffer.concat([header, body, padding]);
}

/** A tar of members as they are, and its end. */
export function tarOf(...members: readonly Buffer[]): Buffer {
  return Buffer.concat([...members, Buffer.alloc(2 * blockBytes)]);
}

export function packTarGz(members: Members): Buffer {
  const all = Object.entries(members).map(([path, content]) => tarMember({ path, content }));
  return gzipSync(tarOf(...all));
}
