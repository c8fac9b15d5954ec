import { requirePlainPath } from './archive-path.ts';
import { archiveInvalid, archiveTooLarge } from './errors.ts';
import { decodeUtf8 } from './utf8.ts';
import { type DirectoryEntry, zipFlags } from './zip-entry.ts';
import { readZip64, readZipExtra } from './zip-extra.ts';
import type { ZipLimits } from './zip-limits.ts';

const recordSignature = 0x02014b50;
const recordBytes = 46;
const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const folder = 0o040000;
const unixHost = 3;
const dosFolder = 0x10;
/** Minus one: what the archivers of Maven long wrote for folders whose mode nobody had set. */
const unsetMode = 0xffff;

/**
 * Reads the directory of a zip file (APPNOTE 4.3.12): what it lists is what clients unpack.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export function readZipDirectory(
  directory: Buffer,
  entryCount: number,
  limits: ZipLimits,
): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  let at = 0;
  let totalBytes = 0;
  for (let count = 0; count < entryCount; count++) {
    const { entry, end } = readRecord(directory, at);
    totalBytes += entry.sizeBytes;
    if (totalBytes > limits.bytesMax) {
      throw archiveTooLarge(`The archive unpacks to more than ${limits.bytesMax} bytes.`);
    }
    entries.push(entry);
    at = end;
  }
  // Readers that do not count would find more entries here.
  if (at !== directory.length) {
    throw archiveInvalid('The directory of the zip file goes on after its last entry.');
  }
  return entries;
}

function readRecord(bytes: Buffer, at: number): { entry: DirectoryEntry; end: number } {
  if (at + recordBytes > bytes.length || bytes.readUInt32LE(at) !== recordSignature) {
    throw archiveInvalid('The directory of the zip file is damaged.');
  }
  const nameEnd = at + recordBytes + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const end = extraEnd + bytes.readUInt16LE(at + 32);
  if (end > bytes.length) throw archiveInvalid('The directory of the zip file is damaged.');
  if (bytes.readUInt16LE(at + 34) !== 0) {
    throw archiveInvalid('The zip file is a part of a split archive.');
  }
  const rawName = bytes.subarray(at + recordBytes, nameEnd);
  const extra = readZipExtra(bytes.subarray(nameEnd, extraEnd), rawName);
  const stated = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field));
  const [sizeBytes = 0, compressedBytes = 0, headerStart = 0] = readZip64(extra.zip64, stated);
  const flags = readFlags(bytes.readUInt16LE(at + 8));
  const method = readMethod(bytes.readUInt16LE(at + 10));
  const crc32 = bytes.readUInt32LE(at + 16);
  const attributes = { host: bytes.readUInt8(at + 5), external: bytes.readUInt32LE(at + 38) };
  const named = { ...readName(rawName, flags), ...readMode(rawName, attributes) };
  const entry = {
    ...named,
    rawName,
    flags,
    method,
    crc32,
    sizeBytes,
    compressedBytes,
    headerStart,
  };
  requirePlausible(entry);
  return { entry, end };
}

function readFlags(flags: number): number {
  const { encrypted, stronglyEncrypted, masked, patched } = zipFlags;
  if ((flags & (encrypted | stronglyEncrypted | masked)) !== 0) {
    throw archiveInvalid('The zip file has an encrypted entry: it cannot be inspected.');
  }
  if ((flags & patched) !== 0) throw archiveInvalid('The zip file is a patch of another one.');
  return flags;
}

function readMethod(method: number): DirectoryEntry['method'] {
  if (method === 0) return 'stored';
  if (method === 8) return 'deflated';
  throw archiveInvalid('The zip file is packed in a way that not every client can unpack.');
}

function readName(rawName: Buffer, flags: number) {
  // Without the flag the bytes beyond ASCII mean something else from system to system.
  const isAscii = rawName.every((byte) => byte < 0x80);
  if (!isAscii && (flags & zipFlags.utf8) === 0) {
    throw archiveInvalid('The zip file has a name in an unknown encoding.');
  }
  const text = decodeUtf8(rawName);
  const isFolder = text.endsWith('/');
  const path = isFolder ? text.slice(0, -1) : text;
  requirePlainPath(path);
  if (/^\.(?:\/|$)/.test(path)) throw archiveInvalid('A path in the archive begins with a dot.');
  return { path, isFolder };
}

/** The upper half of the attributes is the mode, and some readers mind it whatever the host. */
function readMode(rawName: Buffer, { host, external }: { host: number; external: number }) {
  const stated = external >>> 16;
  const isFolder = rawName.at(-1) === 0x2f;
  const mode = isFolder && stated === unsetMode ? 0 : stated;
  const type = mode & fileTypeMask;
  const isExpected = type === 0 || type === (isFolder ? folder : regularFile);
  const isDosFolder = host !== unixHost && (external & dosFolder) !== 0;
  if (!isExpected || (isDosFolder && !isFolder)) {
    throw archiveInvalid('The archive holds a link, a device or another thing that is no file.');
  }
  return { unixMode: mode & 0o7777 };
}

function requirePlausible({ isFolder, method, sizeBytes, compressedBytes }: DirectoryEntry): void {
  if (isFolder && (sizeBytes !== 0 || compressedBytes > 2)) {
    throw archiveInvalid('The archive holds a directory that claims to have content.');
  }
  if (method === 'stored' && sizeBytes !== compressedBytes) {
    throw archiveInvalid('An entry of the zip file has two sizes.');
  }
}
