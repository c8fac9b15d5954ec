import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { paxMember, paxRecord, tarEnd, tarHeader, tarMember } from '../../tests/tarballs.ts';
import { TarReader } from './tar-reader.ts';

interface Seen {
  readonly kind: string;
  readonly path: string;
  readonly content: string;
}

function read(bytes: Buffer, chunkBytes = bytes.length, entriesMax = 1000): Seen[] {
  const seen: Seen[] = [];
  const reader = new TarReader({
    entriesMax,
    onEntry: ({ kind, path }) => {
      const chunks: Buffer[] = [];
      return {
        write: (chunk) => chunks.push(Buffer.from(chunk)),
        end: () => seen.push({ kind, path, content: Buffer.concat(chunks).toString() }),
      };
    },
  });
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    reader.write(bytes.subarray(at, at + chunkBytes));
  }
  reader.end();
  return seen;
}

const tar = (...members: Buffer[]) => Buffer.concat([...members, tarEnd]);
const file = (path: string, content = 'x') => tarMember({ path }, content);
const invalid: unknown = expect.objectContaining({ code: 'ARCHIVE_INVALID', kind: 'invalid' });

describe('TarReader', () => {
  it('reads members in order, however the bytes are cut', () => {
    const bytes = tar(
      tarMember({ path: 'package/', type: '5' }),
      file('package/a.txt', 'one'),
      file('package/empty', ''),
      file('package/block', 'b'.repeat(512)),
      file('package/more', 'm'.repeat(513)),
    );
    const expected = [
      { kind: 'directory', path: 'package', content: '' },
      { kind: 'file', path: 'package/a.txt', content: 'one' },
      { kind: 'file', path: 'package/empty', content: '' },
      { kind: 'file', path: 'package/block', content: 'b'.repeat(512) },
      { kind: 'file', path: 'package/more', content: 'm'.repeat(513) },
    ];
    for (const chunkBytes of [1, 7, 511, 512, 513, 1000, bytes.length]) {
      expect(read(bytes, chunkBytes)).toEqual(expected);
    }
  });

  it('reads long paths in each dialect', () => {
    const long = `package/${'deep/'.repeat(60)}file.js`;
    expect(read(tar(paxMember({ path: long, mtime: '1.5' }), file('package/short')))).toEqual([
      { kind: 'file', path: long, content: 'x' },
    ]);
    const gnu = tarMember({ path: '././@LongLink', type: 'L', magic: 'ustar  \0' }, `${long}\0`);
    const short = tarMember({ path: 'package/short', magic: 'ustar  \0' }, 'x');
    expect(read(tar(gnu, short))).toEqual([{ kind: 'file', path: long, content: 'x' }]);
    const split = tarMember({ path: 'file.js', prefix: 'package/deep' }, 'x');
    expect(read(tar(split))[0]?.path).toBe('package/deep/file.js');
  });

  it('passes over a global comment, as git archive writes it', () => {
    const comment = paxMember({ comment: 'a'.repeat(40) }, 'g');
    expect(read(tar(comment, file('package/a')))).toHaveLength(1);
  });

  it('reads what other packers write', async () => {
    const packer = pack();
    packer.entry({ name: 'package/ä.txt' }, 'umlaut');
    packer.entry({ name: `package/${'x'.repeat(200)}` }, 'long');
    packer.finalize();
    const bytes = Buffer.concat(await Readable.from(packer).toArray());
    expect(read(bytes).map((entry) => entry.content)).toEqual(['umlaut', 'long']);
  });

  it('is content with an archive that ends without its blocks of zeros', () => {
    expect(read(file('package/a'))).toHaveLength(1);
    expect(read(Buffer.concat([file('package/a'), Buffer.alloc(512)]))).toHaveLength(1);
  });

  const ambiguous: Record<string, Buffer> = {
    nothing: Buffer.alloc(0),
    'zeros alone': tarEnd,
    'a cut header': file('package/a').subarray(0, 300),
    'cut content': file('package/a').subarray(0, 700),
    'a wrong checksum': tar(tarMember({ path: 'package/a', breakChecksum: true }, 'x')),
    'an unknown magic': tar(tarMember({ path: 'package/a', magic: '' }, 'x')),
    'ustar of another version': tar(tarMember({ path: 'package/a', magic: 'ustar\u000099' }, 'x')),
    'a size in binary': tar(
      tarMember({ path: 'package/a', sizeField: '\u0080\0\0\0\0\0\0\0\0\0\0\u0001' }),
    ),
    'a negative size': tar(tarMember({ path: 'package/a', sizeField: '-0000000001\0' })),
    'a size with digits that are not octal': tar(
      tarMember({ path: 'package/a', sizeField: '00000000009\0' }),
    ),
    'a directory with content': tar(
      tarHeader({ path: 'package/', type: '5', sizeBytes: 512 }),
      tarHeader({ path: 'package/hidden' }),
    ),
    'a file whose name is that of a directory': tar(file('package/a/')),
    'an entry behind the end': Buffer.concat([file('package/a'), tarEnd, file('package/b')]),
    'an entry behind half of the end': Buffer.concat([
      file('package/a'),
      Buffer.alloc(512),
      file('package/b'),
    ]),
    'a name that is not UTF-8': tar(tarMember({ path: Buffer.from('p/\u00e9', 'latin1') }, 'x')),
    'a pax size that differs': tar(paxMember({ size: '0' }), file('package/a')),
    'a pax size of 2^63': tar(paxMember({ size: '9223372036854775808' }), file('package/a')),
    'a pax size with a sign': tar(paxMember({ size: '+1' }), file('package/a')),
    'a pax path twice': tar(
      tarMember(
        { path: 'x', type: 'x' },
        paxRecord('path', 'package/a') + paxRecord('path', 'package/b'),
      ),
      file('package/c'),
    ),
    'a pax record within a value': tar(
      paxMember({ comment: 'x\n18 path=package/evil' }),
      file('package/a'),
    ),
    'a pax record with a wrong length': tar(
      tarMember({ path: 'x', type: 'x' }, '99 path=package/a\n'),
      file('package/a'),
    ),
    'a pax record without a value': tar(paxMember({ path: '' }), file('package/a')),
    'a pax path with a NUL': tar(paxMember({ path: 'package/a\0.png' }), file('package/a')),
    'a pax character set': tar(paxMember({ hdrcharset: 'BINARY' }), file('package/a')),
    'a sparse file': tar(paxMember({ 'GNU.sparse.major': '1' }), file('package/a')),
    'a global path': tar(paxMember({ path: 'package/a' }, 'g'), file('package/b')),
    'a global size': tar(paxMember({ size: '1' }, 'g'), file('package/b')),
    'two descriptions of one entry': tar(
      paxMember({ path: 'package/a' }),
      paxMember({ path: 'package/b' }),
      file('package/c'),
    ),
    'descriptions in two dialects': tar(
      tarMember({ path: '././@LongLink', type: 'L' }, 'package/a\0'),
      paxMember({ path: 'package/b' }),
      file('package/c'),
    ),
    'a long name with something behind it': tar(
      tarMember({ path: '././@LongLink', type: 'L' }, 'package/a\0package/b'),
      file('package/c'),
    ),
    'a description of nothing': tar(file('package/a'), paxMember({ path: 'package/b' })),
  };
  for (const [name, bytes] of Object.entries(ambiguous)) {
    it(`D5.10 refuses ${name}`, () => {
      for (const chunkBytes of [1, 512, 10_000])
        expect(() => read(bytes, chunkBytes)).toThrow(invalid);
    });
  }

  for (const [name, type] of Object.entries({
    'a hard link': '1',
    'a symbolic link': '2',
    'a character device': '3',
    'a block device': '4',
    'a fifo': '6',
    'a contiguous file': '7',
    'a GNU dump directory': 'D',
    'a GNU sparse file': 'S',
    'a GNU long link': 'K',
    'a Solaris extension': 'X',
    'an unknown type': '?',
  })) {
    it(`D5.9 refuses ${name}`, () => {
      const link = tarMember({ path: 'package/a', type, linkPath: '../../etc/passwd' });
      expect(() => read(tar(link))).toThrow(invalid);
    });
  }

  const escapes = [
    '..',
    '../a',
    '../../../../etc/passwd',
    'package/../../a',
    'package/..',
    'package/a/../../../b',
    'package/./a',
    './../a',
    '/etc/passwd',
    '//server/share',
    '/',
    'package//a',
    'package/a//',
    '\\\\server\\share\\a',
    'package\\..\\..\\a',
    '..\\a',
    'package/..\\a',
    'C:\\a',
    'C:/a',
    'c:a',
    'package/a\nb',
    'package/a\rb',
    'package/\u001b[2Ja',
    'package/a\u007f',
    'package/a\tb',
    '',
    `package/${'a'.repeat(1100)}`,
    `${'a/'.repeat(700)}b`,
  ];
  it('D5.9 refuses every path that leaves its folder or that systems read differently', () => {
    for (const path of escapes) {
      const member = path === '' ? file('') : Buffer.concat([paxMember({ path }), file('x')]);
      expect(() => read(tar(member)), JSON.stringify(path)).toThrow(invalid);
      if (Buffer.byteLength(path) > 100) continue;
      expect(() => read(tar(file(path))), JSON.stringify(path)).toThrow(invalid);
    }
  });

  it('takes names that look odd but mean one thing everywhere', () => {
    for (const path of [
      'package/%2e%2e%2fa',
      'package/..a',
      'package/a..',
      'package/...',
      'package/a b',
      'package/∕a',
      './a',
    ]) {
      expect(read(tar(file(path)))[0]?.path, path).toBe(path);
    }
  });

  it('D5.7 refuses more entries than allowed and extensions without end', () => {
    const many = Array.from({ length: 1001 }, (_, index) => tarHeader({ path: `p/${index}` }));
    const tooLarge: unknown = expect.objectContaining({ code: 'ARCHIVE_TOO_LARGE' });
    expect(() => read(tar(...many))).toThrow(tooLarge);
    const endless = tarHeader({ path: 'x', type: 'x', sizeBytes: 1024 ** 3 });
    expect(() => read(tar(endless))).toThrow(tooLarge);
  });
});
