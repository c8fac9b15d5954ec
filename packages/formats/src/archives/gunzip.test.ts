import { randomBytes } from 'node:crypto';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzip, type InflateLimits } from './gunzip.ts';

const mebibyte = 1024 * 1024;
const limits: InflateLimits = {
  bytesMax: 64 * mebibyte,
  ratioMax: 100,
  ratioFloorBytes: mebibyte,
};

/** Cuts bytes into chunks that are overwritten once the next one is asked for. */
async function* cut(bytes: Buffer, chunkBytes: number) {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes));
    yield await Promise.resolve(chunk);
    chunk.fill(0xee);
  }
}

async function unpack(packed: Buffer, chunkBytes = 65_536, bounds = limits): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of gunzip(cut(packed, chunkBytes), bounds)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('gunzip', () => {
  it('unpacks what was packed, however it is cut', async () => {
    const content = Buffer.concat([randomBytes(1000), Buffer.alloc(3000, 'a')]);
    const packed = gzipSync(content);
    for (let chunkBytes = 1; chunkBytes <= packed.length; chunkBytes++) {
      expect((await unpack(packed, chunkBytes)).equals(content)).toBe(true);
    }
  });

  it('unpacks many blocks and nothing at all', async () => {
    const content = randomBytes(5 * mebibyte);
    expect((await unpack(gzipSync(content, { level: 1 }))).equals(content)).toBe(true);
    expect(await unpack(gzipSync(Buffer.alloc(0)))).toHaveLength(0);
  });

  it('reads headers with a name, a comment, extra fields and a checksum', async () => {
    const body = gzipSync('content').subarray(10);
    const extra = Buffer.from([3, 0, 1, 2, 3]);
    const texts = Buffer.from('name.tar\0a comment\0');
    const head = Buffer.from([0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3]);
    const packed = Buffer.concat([head, extra, texts, Buffer.from([0, 0]), body]);
    for (const chunkBytes of [1, 2, 7, 1000]) {
      expect((await unpack(packed, chunkBytes)).toString()).toBe('content');
    }
  });

  const packed = gzipSync('content of some length');
  const broken: Record<string, Buffer> = {
    nothing: Buffer.alloc(0),
    'no gzip': Buffer.from('PK\u0003\u0004 and more bytes than a header has'),
    'half a header': packed.subarray(0, 5),
    'a cut stream': packed.subarray(0, packed.length - 12),
    'no trailer': packed.subarray(0, packed.length - 8),
    'half a trailer': packed.subarray(0, packed.length - 4),
    'a wrong checksum': Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]),
    'a wrong length': Buffer.concat([packed.subarray(0, -4), Buffer.from([1, 0, 0, 0])]),
    'reserved flags': Buffer.from([0x1f, 0x8b, 8, 0x80, ...packed.subarray(4)]),
    'another method': Buffer.from([0x1f, 0x8b, 7, ...packed.subarray(3)]),
    'garbage behind the end': Buffer.concat([packed, Buffer.from('garbage')]),
    'zeros behind the end': Buffer.concat([packed, Buffer.alloc(512)]),
    'a second member': Buffer.concat([packed, packed]),
    'bytes that do not inflate': Buffer.concat([packed.subarray(0, 10), randomBytes(64)]),
    'a header without end': Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]),
      Buffer.alloc(100_000, 'a'),
    ]),
  };
  for (const [name, bytes] of Object.entries(broken)) {
    it(`D5.10 refuses ${name}`, async () => {
      for (const chunkBytes of [1, 9, 65_536]) {
        await expect(unpack(bytes, chunkBytes)).rejects.toThrow(code('ARCHIVE_INVALID'));
      }
    });
  }

  it('D5.7 refuses 1000:1 early, long before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(48 * mebibyte));
    expect(bomb.length).toBeLessThan(mebibyte);
    let unpackedBytes = 0;
    const run = async () => {
      for await (const chunk of gunzip(cut(bomb, 4096), limits)) unpackedBytes += chunk.length;
    };
    await expect(run()).rejects.toThrow(code('ARCHIVE_TOO_LARGE'));
    expect(unpackedBytes).toBeLessThan(2 * mebibyte);
  });

  it('D5.7 refuses more than the total, at any ratio', async () => {
    const content = gzipSync(randomBytes(3 * mebibyte));
    const bounds = { ...limits, bytesMax: 2 * mebibyte };
    await expect(unpack(content, 65_536, bounds)).rejects.toThrow(code('ARCHIVE_TOO_LARGE'));
  });

  it('lets a small archive be as empty as it likes', async () => {
    const content = Buffer.alloc(mebibyte - 1);
    expect(await unpack(gzipSync(content))).toHaveLength(content.length);
  });

  it('passes on the fault of its source', async () => {
    async function* failing() {
      yield deflateRawSync('x').subarray(0, 0);
      yield await Promise.reject<Buffer>(new Error('connection lost'));
    }
    const run = async () => {
      for await (const _ of gunzip(failing(), limits));
    };
    await expect(run()).rejects.toThrow('connection lost');
  });
});
