import { crc32 } from 'node:zlib';
import { archiveInvalid } from './errors.ts';

/** APPNOTE 4.5.3: sizes that do not fit in 32 bits. */
const zip64Id = 0x0001;
/** APPNOTE 4.6.9: another name for the entry, which only some readers take. */
const unicodePathId = 0x7075;
const headerBytes = 4;

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

/** Takes the 64-bit numbers of an entry, in their order. */
export class Zip64Numbers {
  readonly #bytes: Buffer | null;
  #at = 0;

  constructor(bytes: Buffer | null) {
    this.#bytes = bytes;
  }

  /** The number itself, or for the mark of one that does not fit the next large one. */
  take(small: number): number {
    if (small !== 0xffffffff) return small;
    if (this.#bytes === null || this.#at + 8 > this.#bytes.length) throw zip64Invalid();
    const value = this.#bytes.readBigUInt64LE(this.#at);
    this.#at += 8;
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw zip64Invalid();
    return Number(value);
  }

  /** What was not asked for, some readers would have taken. */
  requireEnd(): void {
    if (this.#bytes !== null && this.#at !== this.#bytes.length) throw zip64Invalid();
  }
}

function extraInvalid() {
  return archiveInvalid('An entry of the zip file has extra fields that cannot be read.');
}

function zip64Invalid() {
  return archiveInvalid('An entry of the zip file has zip64 sizes that do not belong to it.');
}
