import type { ByteWindow } from './byte-window.ts';
import { archiveInvalid } from './errors.ts';
import { type DirectoryEntry, zipFlags } from './zip-entry.ts';
import { readZip64, readZipExtra } from './zip-extra.ts';

const headerSignature = 0x04034b50;
const headerBytes = 30;
const descriptorSignature = 0x08074b50;

/**
 * Compares an entry with the header that stands before its content (APPNOTE 4.3.7), which is all
 * that readers of streams see.
 *
 * @returns where the content begins
 * @throws AppError `ARCHIVE_INVALID`
 */
export async function readLocalHeader(window: ByteWindow, entry: DirectoryEntry): Promise<number> {
  const fixed = await window.bytes(entry.headerStart, headerBytes);
  if (fixed.readUInt32LE(0) !== headerSignature) throw disagrees(entry, 'place');
  const nameLength = fixed.readUInt16LE(26);
  const restLength = nameLength + fixed.readUInt16LE(28);
  const rest = await window.bytes(entry.headerStart + headerBytes, restLength);
  const rawName = rest.subarray(0, nameLength);
  if (!rawName.equals(entry.rawName)) throw disagrees(entry, 'name');
  if (fixed.readUInt16LE(6) !== entry.flags) throw disagrees(entry, 'flags');
  const method = entry.method === 'stored' ? 0 : 8;
  if (fixed.readUInt16LE(8) !== method) throw disagrees(entry, 'method');
  const { zip64 } = readZipExtra(rest.subarray(nameLength), rawName);
  const stated = [22, 18].map((field) => fixed.readUInt32LE(field));
  const [sizeBytes = 0, compressedBytes = 0] = readZip64(zip64, stated);
  requireSameSizes(entry, { crc32: fixed.readUInt32LE(14), sizeBytes, compressedBytes });
  return entry.headerStart + headerBytes + restLength;
}

type Sizes = Pick<DirectoryEntry, 'crc32' | 'sizeBytes' | 'compressedBytes'>;

function requireSameSizes(entry: DirectoryEntry, local: Sizes): void {
  const isEmpty = local.crc32 === 0 && local.sizeBytes === 0 && local.compressedBytes === 0;
  const hasDescriptor = (entry.flags & zipFlags.hasDescriptor) !== 0;
  // Whoever reads a stream cannot tell where stored bytes end that were not counted before.
  const isCounted = entry.method === 'deflated' || entry.sizeBytes === 0;
  if (hasDescriptor && isEmpty && isCounted) return;
  const isSame =
    local.crc32 === entry.crc32 &&
    local.sizeBytes === entry.sizeBytes &&
    local.compressedBytes === entry.compressedBytes;
  if (!isSame) throw disagrees(entry, 'sizes');
}

/**
 * Requires that what lies between the content of an entry and what follows it is nothing, or the
 * descriptor that its flags announce (APPNOTE 4.3.9), with the same numbers.
 *
 * @throws AppError `ARCHIVE_INVALID`
 */
export async function requireTrailer(
  window: ByteWindow,
  entry: DirectoryEntry,
  gap: { readonly start: number; readonly length: number },
): Promise<void> {
  const hasDescriptor = (entry.flags & zipFlags.hasDescriptor) !== 0;
  if (!hasDescriptor && gap.length === 0) return;
  if (!hasDescriptor || ![12, 16, 20, 24].includes(gap.length)) {
    throw archiveInvalid('Entries of the zip file overlap, or bytes lie between them.');
  }
  const bytes = await window.bytes(gap.start, gap.length);
  const isSigned = gap.length % 8 === 0;
  const isLarge = gap.length >= 20;
  const at = isSigned ? 4 : 0;
  const sizes = isLarge
    ? [bytes.readBigUInt64LE(at + 4), bytes.readBigUInt64LE(at + 12)]
    : [bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)].map(BigInt);
  const isSame =
    (!isSigned || bytes.readUInt32LE(0) === descriptorSignature) &&
    bytes.readUInt32LE(at) === entry.crc32 &&
    sizes[0] === BigInt(entry.compressedBytes) &&
    sizes[1] === BigInt(entry.sizeBytes);
  if (!isSame) throw disagrees(entry, 'sizes');
}

function disagrees(entry: DirectoryEntry, about: string) {
  const path = JSON.stringify(entry.path.slice(0, 80));
  return archiveInvalid(
    `The directory of the zip file and the header of ${path} disagree about its ${about}.`,
    { details: { about } },
  );
}
