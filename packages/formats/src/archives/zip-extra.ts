import { crc32 } from 'node:zlib';
import { archiveInvalid } from './errors.ts';

/** APPNOTE 4.5.3: sizes that do not fit in 32 bits. */
const zip64Id = 0x0001;
/** APPNOTE 4.6.9: another name for the entry, which only some readers take. */
const unicodePathId = 0x7075;
const headerBytes = 4;
/** What stands in place of a number that does not fit. */
const mark = 0xffffffff;
const largeBytes = 8;
const largest = BigInt(Number.MAX_SAFE_INTEGER);

/** The extra fields of an entry that decide what it is. */
export interface ZipExtra {
  readonly zip64: Buffer | null;
}

/** @throws AppError `ARCHIVE_INVALID` where two programs could understand them differently. */
export function readZipExtra(extra: Buffer, rawName: Buffer): ZipExtra {
  let zip64: Buffer | null = null;
  let at = 0;
  while (at + headerBytes <= extra.length) {
    const id = extra.readUInt16LE(at);
    const end = at + headerBytes + extra.readUInt16LE(at + 2);
    if (end > extra.length) throw extraInvalid();
    const value = extra.subarray(at + headerBytes, end);
    if (id === zip64Id) {
      if (zip64 !== null) throw extraInvalid();
      zip64 = value;
    }
    if (id === unicodePathId) requireSameName(value, rawName);
    at = end;
  }
  // Padding, as some tools write it to align what follows.
  if (extra.subarray(at).some((byte) => byte !== 0)) throw extraInvalid();
  return { zip64 };
}

function requireSameName(value: Buffer, rawName: Buffer): void {
  const isSame =
    value.length >= 5 &&
    value[0] === 1 &&
    value.readUInt32LE(1) === crc32(rawName) &&
    value.subarray(5).equals(rawName);
  if (!isSame) throw archiveInvalid('An entry of the zip file has two names.');
}

/**
 * The numbers of an entry, in the order of APPNOTE 4.5.3: each as it is stated, or, for the mark of
 * one that does not fit, the next large one. Some writers repeat what does fit: all readers agree
 * on that where no number has a mark, and it is the same once more.
 *
 * @throws AppError `ARCHIVE_INVALID` where two programs could understand them differently.
 */
export function readZip64(zip64: Buffer | null, stated: readonly number[]): readonly number[] {
  if (zip64 === null || zip64.length % largeBytes !== 0) {
    if (zip64 === null && !stated.includes(mark)) return stated;
    throw zip64Invalid();
  }
  const large = Array.from({ length: zip64.length / largeBytes }, (_, at) =>
    zip64.readBigUInt64LE(at * largeBytes),
  );
  const meant = stated.includes(mark)
    ? stated.map((small) => (small === mark ? large.shift() : BigInt(small)))
    : stated.map((small) => large.shift() ?? BigInt(small));
  if (large.length > 0) throw zip64Invalid();
  return meant.map((value, at) => {
    const isRepeated = stated[at] === mark || value === BigInt(stated[at] ?? 0);
    if (value === undefined || value > largest || !isRepeated) throw zip64Invalid();
    return Number(value);
  });
}

function extraInvalid() {
  return archiveInvalid('An entry of the zip file has extra fields that cannot be read.');
}

function zip64Invalid() {
  return archiveInvalid('An entry of the zip file has zip64 sizes that do not belong to it.');
}
