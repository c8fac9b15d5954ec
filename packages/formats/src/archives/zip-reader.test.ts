import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { AppError } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { extraField, packZip, sourceOf, uint, type ZipMember } from '../../tests/zips.ts';
import { openZip } from './zip-reader.ts';

const mebibyte = 1024 * 1024;

async function unpack(bytes: Buffer, options: Parameters<typeof openZip>[1] = {}) {
  const { source } = sourceOf(bytes);
  const zip = await openZip(source, options);
  const files = new Map<string, Buffer>();
  for (const entry of zip.entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of zip.read(entry)) chunks.push(Buffer.from(chunk));
    files.set(entry.path, Buffer.concat(chunks));
  }
  return files;
}

const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('openZip', () => {
  it('reads what was packed: stored, deflated, small, large, empty and folders', async () => {
    const large = randomBytes(3 * mebibyte);
    const runs = Buffer.alloc(4 * mebibyte, 'abcdefgh');
    const bytes = packZip([
      { path: 'folder/', method: 'stored', mode: 0o040755 },
      { path: 'folder/small.txt', content: 'small' },
      { path: 'stored.bin', content: large, method: 'stored' },
      { path: 'deflated.bin', content: large },
      { path: 'runs.txt', content: runs },
      { path: 'empty', content: '' },
      { path: 'empty-stored', content: '', method: 'stored' },
      { path: 'grün/ß.txt', content: 'names' },
    ]);
    const files = await unpack(bytes);
    expect([...files.keys()]).toEqual([
      'folder',
      'folder/small.txt',
      'stored.bin',
      'deflated.bin',
      'runs.txt',
      'empty',
      'empty-stored',
      'grün/ß.txt',
    ]);
    expect(files.get('folder/small.txt')?.toString()).toBe('small');
    for (const path of ['stored.bin', 'deflated.bin']) {
      expect(files.get(path)?.equals(large)).toBe(true);
    }
    expect(files.get('runs.txt')?.equals(runs)).toBe(true);
    expect(files.get('empty')).toHaveLength(0);
  });

  it('reads archives that were written to a stream, with descriptors of every kind', async () => {
    const content = Buffer.from('streamed content');
    const packed = deflateRawSync(content);
    const bare = packZip([{ path: 'a', content, hasDescriptor: true }]);
    expect((await unpack(bare)).get('a')?.equals(content)).toBe(true);
    const crc = bare.readUInt32LE(bare.indexOf('PK\u0007\u0008', 0, 'latin1') + 4);
    const unsigned = Buffer.concat([uint(crc, 4), uint(packed.length, 4), uint(content.length, 4)]);
    const large = Buffer.concat([uint(crc, 4), uint(packed.length, 8), uint(content.length, 8)]);
    for (const descriptor of [unsigned, large]) {
      const member = { path: 'a', content, hasDescriptor: true, descriptor };
      const files = await unpack(packZip([member, { path: 'b', content: 'next' }]));
      expect(files.get('b')?.toString()).toBe('next');
    }
  });

  it('reads zip64, in its entries and at its end', async () => {
    const members: ZipMember[] = [
      { path: 'a', content: 'first', isLarge: true },
      { path: 'b', content: 'second', method: 'stored', isLarge: true },
      { path: 'c', content: 'third', isLarge: true, hasDescriptor: true },
    ];
    const files = await unpack(packZip(members, { isLarge: true }));
    expect([...files.values()].map(String)).toEqual(['first', 'second', 'third']);
  });

  it('takes a comment, comments of entries, time stamps and padding', async () => {
    const bytes = packZip(
      [
        { path: 'a', extra: extraField(0x5455, Buffer.alloc(5)), comment: Buffer.from('PK') },
        { path: 'b', extra: Buffer.alloc(3) },
      ],
      { comment: Buffer.from('0123456789abcdef0123456789abcdef01234567') },
    );
    expect([...(await unpack(bytes)).keys()]).toEqual(['a', 'b']);
  });

  it('holds a zip inside of a zip for a file like any other', async () => {
    const inner = packZip([{ path: 'inner.txt', content: 'inside' }]);
    const bytes = packZip([{ path: 'inner.zip', content: inner, method: 'stored' }]);
    expect((await unpack(bytes)).get('inner.zip')?.equals(inner)).toBe(true);
  });

  it('opens a large archive with few reads and without reading its contents', async () => {
    const members = Array.from({ length: 2000 }, (_, index) => ({
      path: `folder/${index}.txt`,
      content: `content ${index}`,
    }));
    const big = { path: 'big.bin', content: randomBytes(24 * mebibyte), method: 'stored' as const };
    const { source, seen } = sourceOf(packZip([...members, big]));
    const zip = await openZip(source);
    expect(zip.entries).toHaveLength(2001);
    expect(seen.reads).toBeLessThan(8);
    expect(seen.bytes).toBeLessThan(2 * mebibyte);
  });

  it('D5.7 keeps memory flat however large an entry is', async () => {
    const block = Buffer.alloc(64 * mebibyte, 'x');
    const zip = await openZip(
      sourceOf(packZip([{ path: 'a', content: block, method: 'stored' }])).source,
    );
    const [entry] = zip.entries;
    if (entry === undefined) throw new Error('there is an entry');
    let largest = 0;
    for await (const chunk of zip.read(entry)) largest = Math.max(largest, chunk.length);
    expect(largest).toBeLessThanOrEqual(mebibyte);
  });

  it('lists the permissions that an archive carries', async () => {
    const { source } = sourceOf(packZip([{ path: 'run', mode: 0o100755 }]));
    expect((await openZip(source)).entries[0]).toMatchObject({ unixMode: 0o755, isFolder: false });
  });

  it.each([
    ['before an entry alone', { extra: Buffer.alloc(0) }],
    ['in the directory, too', {}],
  ])('takes numbers that are said twice, %s', async (_, central) => {
    const sizes = extraField(1, Buffer.concat([uint(5, 8), uint(5, 8)]));
    const member: ZipMember = { path: 'a', content: 'twice', method: 'stored', extra: sizes };
    const files = await unpack(packZip([{ ...member, central }]));
    expect(files.get('a')?.toString()).toBe('twice');
  });

  it('takes the folders of jars whose mode nobody had set', async () => {
    const unset = { path: 'META-INF/maven/', method: 'stored', mode: 0xffff } as const;
    const { source } = sourceOf(packZip([unset, { path: 'META-INF/maven/a', content: 'a' }]));
    expect((await openZip(source)).entries[0]).toMatchObject({ unixMode: 0, isFolder: true });
  });

  it('refuses a file of that mode', async () => {
    const { source } = sourceOf(packZip([{ path: 'a', content: 'a', mode: 0xffff }]));
    await expect(openZip(source)).rejects.toEqual(code('ARCHIVE_INVALID'));
  });

  it('says of random bytes and of any cut archive that it is none', async () => {
    const whole = packZip([
      { path: 'a', content: 'some content' },
      { path: 'b', content: 'more', hasDescriptor: true },
    ]);
    const broken: Buffer[] = [randomBytes(500), Buffer.alloc(0), Buffer.from('PK')];
    for (let length = 0; length < whole.length; length++) broken.push(whole.subarray(0, length));
    for (const bytes of broken) {
      await expect(unpack(Buffer.from(bytes))).rejects.toEqual(code('ARCHIVE_INVALID'));
    }
  });

  it('never takes a flipped byte for other content', async () => {
    const content = Buffer.from(
      'content of some length that is worth to be packed, packed, packed',
    );
    const whole = packZip([
      { path: 'a', content },
      { path: 'b', content, hasDescriptor: true },
      { path: 'c', content, method: 'stored' },
    ]);
    const text = content.toString();
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      // Dates, versions and permissions are not what is guarded here: such a file still reads.
      const read = await unpack(bytes).catch(refused);
      const isSame = [...read].every(([path, each]) => each.toString() === text && path !== '');
      expect({ at, isSame, files: [0, 3].includes(read.size) }).toEqual({
        at,
        isSame: true,
        files: true,
      });
    }
  });
});

/** A refusal in our words is as good as no file; anything else is a fault. */
function refused(error: unknown): Map<string, Buffer> {
  if (error instanceof AppError && error.code.startsWith('ARCHIVE_')) return new Map();
  throw error;
}
