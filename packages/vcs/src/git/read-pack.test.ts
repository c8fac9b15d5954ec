import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readPack } from './read-pack.ts';

const blob = 3;
const nameDelta = 7;
const { signal } = new AbortController();

/** Sizes of seven bits a byte, the lowest first. */
function sizeOf(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...sizeOf(Math.floor(value / 0x80))];
}

function entry(type: number, bytes: Buffer, base: Buffer = Buffer.alloc(0)): Buffer {
  const rest = bytes.length >> 4;
  const first = (type << 4) | (bytes.length & 15);
  const head = rest === 0 ? [first] : [first | 0x80, ...sizeOf(rest)];
  return Buffer.concat([Buffer.from(head), base, deflateSync(bytes)]);
}

function packOf(entries: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12);
  head.write('PACK');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(entries.length, 8);
  const body = Buffer.concat([head, ...entries]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

const mebibyte = 1024 * 1024;
/** Copies 64 KiB from the beginning of the base. */
const copyAll = Buffer.from([0x80]);

/** A delta of a few bytes that makes a large file of a small one. */
function grow(baseBytes: number, sizeBytes: number): Buffer {
  const copies = Array.from({ length: sizeBytes / 0x10000 }, () => copyAll);
  return Buffer.concat([Buffer.from([...sizeOf(baseBytes), ...sizeOf(sizeBytes)]), ...copies]);
}

it('names every object by its bytes, also what a delta makes', async () => {
  const base = Buffer.alloc(0x10000, 'a');
  const name = createHash('sha1').update('blob 65536\0').update(base).digest();
  const pack = packOf([entry(nameDelta, grow(0x10000, 2 * 0x10000), name), entry(blob, base)]);
  const objects = await readPack(pack, signal);
  expect([...objects.values()].map(({ bytes }) => bytes.length)).toEqual([0x10000, 2 * 0x10000]);
  expect(objects.has(name.toString('hex'))).toBe(true);
});

it('D5.7 refuses a small pack whose deltas make more than we hold', async () => {
  const base = Buffer.alloc(0x10000, 'a');
  const name = createHash('sha1').update('blob 65536\0').update(base).digest();
  const delta = entry(nameDelta, grow(0x10000, 64 * mebibyte), name);
  const pack = packOf([entry(blob, base), ...Array.from({ length: 100 }, () => delta)]);
  expect(pack.length).toBeLessThan(mebibyte);
  await expect(readPack(pack, signal)).rejects.toThrow('larger than we read');
});
