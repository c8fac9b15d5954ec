import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  centralHeader,
  extraField,
  packZip,
  sourceOf,
  uint,
  type ZipMember,
  type ZipOptions,
} from '../../tests/zips.ts';
import type { ZipLimits } from './zip-limits.ts';
import { openZip } from './zip-reader.ts';

const mebibyte = 1024 * 1024;
const content = 'content';
const one: ZipMember = { path: 'a', content };

/** Opens, and reads everything: some lies only show in the content. */
async function read(bytes: Buffer, options: Partial<ZipLimits & { foldsNames: boolean }> = {}) {
  const zip = await openZip(sourceOf(bytes).source, options);
  for (const entry of zip.entries) for await (const _ of zip.read(entry));
}

const code = (name: string): unknown => expect.objectContaining({ code: name });
const invalid = code('ARCHIVE_INVALID');
const tooLarge = code('ARCHIVE_TOO_LARGE');

describe('D5.10 an archive that two programs read differently', () => {
  const unicodePath = (name: string, of: string) =>
    extraField(0x7075, Buffer.concat([Buffer.from([1]), uint(crc32(of), 4), Buffer.from(name)]));

  const members: Record<string, readonly ZipMember[]> = {
    'the same name twice': [one, { path: 'a', content: 'other' }],
    'a file and a folder of one name': [one, { path: 'a/', mode: 0o040755, method: 'stored' }],
    'a file that is a folder of another': [one, { path: 'a/b', content }],
    'another name in the header': [{ ...one, local: { name: Buffer.from('b') } }],
    'a longer name in the header': [{ ...one, local: { name: Buffer.from('ab') } }],
    'another method in the header': [{ ...one, local: { method: 0 } }],
    'other flags in the header': [{ ...one, local: { flags: 1 << 11 } }],
    'another checksum in the header': [{ ...one, local: { crc: 1 } }],
    'another size in the header': [{ ...one, local: { bytes: 8 } }],
    'another packed size in the header': [{ ...one, local: { packedBytes: 8 } }],
    'another size in the directory': [{ ...one, central: { bytes: 6 } }],
    'another packed size in the directory': [{ ...one, central: { packedBytes: 3 } }],
    'the wrong descriptor': [{ ...one, hasDescriptor: true, descriptor: Buffer.alloc(16) }],
    'no descriptor': [{ ...one, hasDescriptor: true, descriptor: Buffer.alloc(0) }],
    'a descriptor that is too long': [
      { ...one, hasDescriptor: true, descriptor: Buffer.alloc(17) },
    ],
    'a stream of stored bytes without a length': [
      { ...one, hasDescriptor: true, method: 'stored' },
    ],
    'stored bytes of two sizes': [
      { ...one, method: 'stored', local: { bytes: 9 }, central: { bytes: 9 } },
    ],
    'bytes between entries': [one, { path: 'b', content, before: Buffer.from('hidden') }],
    'bytes before the first entry': [{ ...one, before: Buffer.from('#!/bin/sh\n') }],
    'an entry that lies nowhere': [{ ...one, central: { headerStart: 100_000 } }],
    'two entries at one place': [one, { path: 'b', content, central: { headerStart: 0 } }],
    'a second name': [{ ...one, extra: unicodePath('b', 'a') }],
    'a second name for nothing': [{ ...one, extra: extraField(0x7075, Buffer.alloc(2)) }],
    'extra fields that go on too long': [{ ...one, extra: Buffer.from([1, 2, 200, 0]) }],
    'extra fields that end in the middle': [{ ...one, extra: Buffer.from([7]) }],
    'zip64 sizes where none belong': [{ ...one, extra: extraField(1, Buffer.alloc(16)) }],
    'zip64 sizes that are others': [{ ...one, extra: extraField(1, uint(1_000, 8)) }],
    'a zip64 number for half of what it is': [{ ...one, extra: extraField(1, Buffer.alloc(12)) }],
    'zip64 sizes twice': [{ ...one, isLarge: true, extra: extraField(1, Buffer.alloc(16)) }],
    'zip64 sizes that are missing': [
      { ...one, local: { bytes: 0xffffffff }, central: { bytes: 0xffffffff } },
    ],
    'a name in an unknown encoding': [{ path: Buffer.from([0x61, 0xe4]), content, flags: 0 }],
    'a name that is not UTF-8': [{ path: Buffer.from([0x61, 0xe4]), content }],
    'a part of another disk': [{ ...one, central: { disk: 1 } }],
  };
  it.each(Object.entries(members))('is refused: %s', async (_, wanted) => {
    await expect(read(packZip(wanted))).rejects.toEqual(invalid);
  });

  const hidden = packZip([{ path: 'hidden', content }]);
  const ends: Record<string, ZipOptions> = {
    'bytes behind its end': { after: Buffer.from('more') },
    'another archive behind its end': { after: hidden },
    'another archive in its comment': { comment: hidden },
    'the start of an entry in its comment': { comment: Buffer.from('PK\u0003\u0004') },
    'an end in its comment': {
      comment: Buffer.concat([Buffer.from('PK\u0005\u0006'), uint(0, 8)]),
    },
    'bytes before its directory': { beforeDirectory: Buffer.from('hidden') },
    'bytes before its end': { beforeEnd: Buffer.from('hidden') },
    'fewer entries than listed': { end: { count: 1 } },
    'more entries than listed': { end: { count: 3 } },
    'a directory elsewhere': { end: { directoryStart: 1 } },
    'a shorter directory': { end: { directoryBytes: 40 } },
    'several disks': { end: { disk: 1 } },
    'a zip64 end elsewhere': { isLarge: true, largeEnd: { recordStart: 1 } },
    'a zip64 end with another count': { isLarge: true, largeEnd: { count: 1 } },
    'ends that disagree': { isLarge: true, end: { count: 1 }, largeEnd: { count: 2 } },
    'a lying zip64 directory': { isLarge: true, largeEnd: { directoryStart: 2 ** 52 } },
  };
  it.each(Object.entries(ends))('is refused: %s', async (_, options) => {
    const wanted = [one, { path: 'b', content }];
    await expect(read(packZip(wanted, options))).rejects.toEqual(invalid);
  });

  it('is refused: a whole archive in the last entry of another, with an end each', async () => {
    const outer = packZip([one]);
    const inner = Buffer.from(outer);
    const tail = packZip([one, { path: 'b', method: 'stored', content: inner }]);
    // The end in the middle claims all that follows as its comment, so it reaches the end too.
    const at = tail.indexOf('PK\u0005\u0006', 0, 'latin1');
    tail.writeUInt16LE(tail.length - at - 22, at + 20);
    await expect(read(tail)).rejects.toEqual(invalid);
  });

  it('is refused: a header that another entry uses as its content', async () => {
    const fake = packZip([{ path: 'shadow', content: 'shadow content' }]);
    const bytes = packZip([{ path: 'carrier', content: fake, method: 'stored' }]);
    const start = 30 + 'carrier'.length;
    const shadow = centralHeader({
      name: Buffer.from('shadow'),
      flags: 0,
      method: 8,
      crc: crc32('shadow content'),
      packedBytes: deflateRawSync('shadow content').length,
      bytes: 14,
      headerStart: start,
      extra: Buffer.alloc(0),
      disk: 0,
      external: 0,
      host: 3,
    });
    const end = Buffer.from(bytes.subarray(-22));
    end.writeUInt16LE(2, 8);
    end.writeUInt16LE(2, 10);
    end.writeUInt32LE(end.readUInt32LE(12) + shadow.length, 12);
    const both = Buffer.concat([bytes.subarray(0, -22), shadow, end]);
    await expect(read(both)).rejects.toEqual(invalid);
  });

  it('is refused where a format asks: names that one folder cannot hold both', async () => {
    for (const other of ['A', 'A/b']) {
      const bytes = packZip([one, { path: other, content }]);
      await expect(read(bytes)).resolves.toBeUndefined();
      await expect(read(bytes, { foldsNames: true })).rejects.toEqual(invalid);
    }
    const forms = packZip([
      { path: 'caf\u00e9', content },
      { path: 'cafe\u0301', content },
    ]);
    await expect(read(forms)).resolves.toBeUndefined();
    await expect(read(forms, { foldsNames: true })).rejects.toEqual(invalid);
  });
});

describe('D5.9 an archive that leads out of its folder', () => {
  const paths = [
    '/etc/passwd',
    '//server/share',
    '../up',
    'a/../../up',
    'a/..',
    '..',
    '.',
    './a',
    'a/./b',
    'a//b',
    '',
    '.',
    './a',
    'a\\b',
    '..\\up',
    'C:/windows',
    'c:file',
    'a\0b',
    'a\nb',
    'a\u007fb',
    `${'a/'.repeat(600)}b`,
  ];
  it.each(paths)('is refused: %j', async (path) => {
    await expect(read(packZip([{ path, content }]))).rejects.toEqual(invalid);
  });

  const modes = { link: 0o120777, device: 0o020644, pipe: 0o010644, socket: 0o140644 };
  it.each(Object.entries(modes))('is refused: a %s', async (_, mode) => {
    await expect(read(packZip([{ ...one, mode }]))).rejects.toEqual(invalid);
    const onDos = { ...one, mode, central: { host: 0 } };
    await expect(read(packZip([onDos]))).rejects.toEqual(invalid);
  });

  it('is refused: a folder without a slash, and a file with one', async () => {
    await expect(read(packZip([{ ...one, mode: 0o040755 }]))).rejects.toEqual(invalid);
    const dos = { ...one, central: { host: 0, external: 0x10 } };
    await expect(read(packZip([dos]))).rejects.toEqual(invalid);
    await expect(read(packZip([{ path: 'a/', method: 'stored' }]))).rejects.toEqual(invalid);
    const full = { path: 'a/', content, mode: 0o040755 };
    await expect(read(packZip([full]))).rejects.toEqual(invalid);
  });
});

describe('D5.7 an archive that is a bomb', () => {
  it('is refused by what it says, before a byte is unpacked', async () => {
    const packed = deflateRawSync(Buffer.alloc(40 * mebibyte));
    const bomb = { path: 'a', content: Buffer.alloc(40 * mebibyte), packed };
    await expect(read(packZip([bomb]))).rejects.toEqual(tooLarge);
    const limits = { bytesMax: 10 };
    const two = packZip([one, { path: 'b', content }]);
    await expect(read(two, limits)).rejects.toEqual(tooLarge);
    await expect(read(two, { entriesMax: 1 })).rejects.toEqual(tooLarge);
    await expect(read(two, { directoryBytesMax: 60 })).rejects.toEqual(tooLarge);
  });

  it('is refused when it says too little of itself', async () => {
    const small = { crc: crc32('x'), bytes: 1 };
    const packed = deflateRawSync(Buffer.alloc(8 * mebibyte));
    const liar = { path: 'a', content: 'x', packed, local: small, central: small };
    await expect(read(packZip([liar]))).rejects.toEqual(invalid);
    const long = { ...liar, packed: deflateRawSync(Buffer.alloc(100 * mebibyte)) };
    await expect(read(packZip([long]))).rejects.toEqual(invalid);
  });

  it('is refused: ten million entries', async () => {
    const bytes = packZip([one], { isLarge: true, largeEnd: { count: 10_000_000 } });
    await expect(read(bytes)).rejects.toEqual(tooLarge);
  });

  it('is refused: sizes of zip64 beyond all numbers', async () => {
    for (const size of [2n ** 63n, 2n ** 64n - 1n, 2n ** 53n]) {
      const bytes = packZip([{ ...one, isLarge: true }]);
      const at = bytes.lastIndexOf(Buffer.from([1, 0, 24, 0]));
      bytes.writeBigUInt64LE(size, at + 4);
      await expect(read(bytes)).rejects.toHaveProperty('code', expect.stringMatching(/^ARCHIVE_/));
    }
  });
});

describe('an archive that cannot be inspected', () => {
  it.each([1 << 0, 1 << 5, 1 << 6, 1 << 13])('is refused: flag %i', async (flags) => {
    await expect(read(packZip([{ ...one, flags }]))).rejects.toEqual(invalid);
  });

  it.each([1, 9, 12, 14, 93, 95, 99])('is refused: method %i', async (method) => {
    const member = { ...one, local: { method }, central: { method } };
    await expect(read(packZip([member]))).rejects.toEqual(invalid);
  });

  it('is refused when its content is damaged, cut or longer than it says', async () => {
    const packed = deflateRawSync(content);
    const broken = [
      Buffer.concat([packed, Buffer.from('tail')]),
      packed.subarray(0, -2),
      Buffer.alloc(0),
      Buffer.from('no deflate at all'),
      deflateRawSync('Content'),
    ];
    for (const each of broken) {
      await expect(read(packZip([{ ...one, packed: each }]))).rejects.toEqual(invalid);
    }
    const large = Buffer.alloc(2 * mebibyte, 'abc');
    const whole = deflateRawSync(large);
    for (const each of [Buffer.concat([whole, Buffer.from('tail')]), whole.subarray(0, -2)]) {
      const member = { path: 'a', content: large, packed: each };
      await expect(read(packZip([member]))).rejects.toEqual(invalid);
    }
  });

  it('is refused: nothing', async () => {
    await expect(read(packZip([]))).rejects.toEqual(invalid);
  });
});
