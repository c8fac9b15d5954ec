import { crc32 } from 'node:zlib';
import { archiveInvalid } from './errors.ts';

/** RFC 1952 §2.3: magic, method, flags, time, extra flags, system. */
const fixedBytes = 10;
/** Longest header that is read; names and comments in it are short in any honest file. */
const headerBytesMax = 4 * 1024;
const flagCrc = 0x02;
const flagExtra = 0x04;
const flagName = 0x08;
const flagComment = 0x10;
const flagsReserved = 0xe0;

/** CRC-32 and length of what was packed (RFC 1952 §2.3.1). */
export const gzipTrailerBytes = 8;

/**
 * The length of a gzip header at the start of `bytes`, or null while it is not all there.
 *
 * @throws AppError `ARCHIVE_INVALID`
 */
export function gzipHeaderLength(bytes: Buffer): number | null {
  if (bytes.length < fixedBytes) return null;
  if (bytes.readUInt16BE(0) !== 0x1f8b || bytes[2] !== 8) {
    throw archiveInvalid('The archive is not a gzip file.');
  }
  const flags = bytes.readUInt8(3);
  if ((flags & flagsReserved) !== 0) throw archiveInvalid('The gzip header has reserved flags.');
  let at: number | null = fixedBytes;
  if (flags & flagExtra) at = bytes.length < at + 2 ? null : at + 2 + bytes.readUInt16LE(at);
  if (flags & flagName) at = afterText(bytes, at);
  if (flags & flagComment) at = afterText(bytes, at);
  if (at !== null && flags & flagCrc) at += 2;
  if (at !== null && at <= bytes.length) return at;
  if (bytes.length > headerBytesMax) throw archiveInvalid('The gzip header has no end.');
  return null;
}

function afterText(bytes: Buffer, start: number | null): number | null {
  const end = start === null ? -1 : bytes.indexOf(0, start);
  return end === -1 ? null : end + 1;
}

/** Adds up what a gzip trailer states, and compares. */
export class GzipChecksum {
  #crc = 0;
  #sizeBytes = 0;

  add(chunk: Buffer): void {
    this.#crc = crc32(chunk, this.#crc);
    this.#sizeBytes += chunk.length;
  }

  /** @throws AppError `ARCHIVE_INVALID` unless `trailer` is exactly the right one. */
  requireTrailer(trailer: Buffer): void {
    if (trailer.length < gzipTrailerBytes) throw archiveInvalid('The gzip file is cut off.');
    // A second member or garbage: some programs read on there and others stop.
    if (trailer.length > gzipTrailerBytes) {
      throw archiveInvalid('The gzip file goes on after its end.');
    }
    const sizeModulo = this.#sizeBytes % 2 ** 32;
    if (trailer.readUInt32LE(0) !== this.#crc || trailer.readUInt32LE(4) !== sizeModulo) {
      throw archiveInvalid('The gzip file is damaged: its checksum does not match.');
    }
  }
}
