import type { ByteWindow } from './byte-window.ts';
import { archiveInvalid } from './errors.ts';

/** APPNOTE 4.3.16, 4.3.15 and 4.3.14: the end, and what stands before it in a large archive. */
const endBytes = 22;
const locatorBytes = 20;
const largeEndBytes = 56;
const commentBytesMax = 0xffff;
const endSignature = Buffer.from('PK\u0005\u0006', 'latin1');
const locatorSignature = 0x07064b50;
const largeEndSignature = 0x06064b50;
const recordSignature = /PK(?:\u0001\u0002|\u0003\u0004|\u0005\u0006|\u0006\u0006|\u0006\u0007)/;

/** Where the directory of a zip file lies, and how many entries it has. */
export interface ZipEnd {
  readonly entryCount: number;
  readonly directoryStart: number;
  readonly directoryBytes: number;
}

/**
 * Finds the end of a zip file. Programs look for it in different ways, so there has to be exactly
 * one thing that can be taken for it, with nothing behind it and the directory right before it.
 *
 * @throws AppError `ARCHIVE_INVALID`
 */
export async function readZipEnd(window: ByteWindow, sizeBytes: number): Promise<ZipEnd> {
  const tailBytes = Math.min(sizeBytes, endBytes + commentBytesMax);
  const tail = await window.bytes(sizeBytes - tailBytes, tailBytes);
  const at = findEnd(tail);
  const end = tail.subarray(at);
  requirePlainComment(end.subarray(endBytes));
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0) throw splitArchive();
  const small: ZipEnd = {
    entryCount: end.readUInt16LE(10),
    directoryBytes: end.readUInt32LE(12),
    directoryStart: end.readUInt32LE(16),
  };
  if (end.readUInt16LE(8) !== small.entryCount) throw splitArchive();
  const position = sizeBytes - tailBytes + at;
  const large = await readLargeEnd(window, position);
  const found = large === null ? small : agreed(small, large.end);
  const directoryEnd = large === null ? position : large.position;
  // A prefix or a gap would move the offsets for some readers only.
  if (found.directoryStart + found.directoryBytes !== directoryEnd) {
    throw archiveInvalid('The directory of the zip file is not where its end says.');
  }
  return found;
}

function findEnd(tail: Buffer): number {
  const at = tail.lastIndexOf(endSignature);
  if (at === -1) throw archiveInvalid('The archive is not a zip file, or it is cut off.');
  if (!reachesEnd(tail, at)) throw archiveInvalid('The zip file goes on after its end.');
  for (let other = tail.indexOf(endSignature); other < at; ) {
    if (reachesEnd(tail, other)) throw archiveInvalid('The zip file has two ends.');
    other = tail.indexOf(endSignature, other + 1);
  }
  return at;
}

/** True where the record and its comment take up all the bytes that are left. */
function reachesEnd(tail: Buffer, at: number): boolean {
  const commentAt = at + endBytes;
  return commentAt <= tail.length && commentAt + tail.readUInt16LE(at + 20) === tail.length;
}

function requirePlainComment(comment: Buffer): void {
  if (!recordSignature.test(comment.toString('latin1'))) return;
  throw archiveInvalid('The comment of the zip file holds a part of another one.');
}

async function readLargeEnd(window: ByteWindow, position: number) {
  if (position < locatorBytes) return null;
  const locator = await window.bytes(position - locatorBytes, locatorBytes);
  if (locator.readUInt32LE(0) !== locatorSignature) return null;
  const recordAt = position - locatorBytes - largeEndBytes;
  const isNext = locator.readBigUInt64LE(8) === BigInt(recordAt);
  if (!isNext || locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1) {
    throw archiveInvalid('The zip64 end of the zip file is not where it should be.');
  }
  const record = await window.bytes(recordAt, largeEndBytes);
  const isKnown =
    record.readUInt32LE(0) === largeEndSignature &&
    record.readBigUInt64LE(4) === BigInt(largeEndBytes - 12);
  if (!isKnown) throw archiveInvalid('The zip64 end of the zip file cannot be read.');
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0) throw splitArchive();
  const entryCount = safeNumber(record, 32);
  if (safeNumber(record, 24) !== entryCount) throw splitArchive();
  const directoryBytes = safeNumber(record, 40);
  const end: ZipEnd = { entryCount, directoryBytes, directoryStart: safeNumber(record, 48) };
  return { end, position: recordAt };
}

/** Some readers take the small numbers wherever they fit: they must not say anything else. */
function agreed(small: ZipEnd, large: ZipEnd): ZipEnd {
  const isSame =
    [0xffff, large.entryCount].includes(small.entryCount) &&
    [0xffffffff, large.directoryBytes].includes(small.directoryBytes) &&
    [0xffffffff, large.directoryStart].includes(small.directoryStart);
  if (!isSame) throw archiveInvalid('The two ends of the zip file disagree.');
  return large;
}

function safeNumber(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  throw archiveInvalid('The zip file holds a number that no archive can have.');
}

function splitArchive() {
  return archiveInvalid('The zip file is a part of a split archive.');
}
