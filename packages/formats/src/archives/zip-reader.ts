import { assert } from '@bonded/kernel';
import type { RandomAccess } from '../random-access.ts';
import { ByteWindow } from './byte-window.ts';
import { archiveInvalid, archiveTooLarge } from './errors.ts';
import { type ContentPlace, readZipContent } from './zip-content.ts';
import { readZipDirectory } from './zip-directory.ts';
import { readZipEnd } from './zip-end.ts';
import type { DirectoryEntry, ZipEntry } from './zip-entry.ts';
import { defaultZipLimits, type ZipLimits } from './zip-limits.ts';
import { readLocalHeader, requireTrailer } from './zip-local.ts';
import { type NameRules, requireDistinctNames } from './zip-names.ts';

export interface ZipFile {
  /** In the order of the directory. */
  readonly entries: readonly ZipEntry[];
  /** The bytes of one of the entries; they are proved once the iteration ends cleanly. */
  readonly read: (entry: ZipEntry) => AsyncIterable<Uint8Array>;
}

/**
 * Opens a zip file without unpacking it: no disk, no whole body, one window of memory beside its
 * directory. The directory decides, and everything that another reader could go by (the headers
 * between the contents, a second end, bytes that belong to nothing) has to say the same, so that
 * what we saw is what a client unpacks (D5.9, D5.10).
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export async function openZip(
  source: RandomAccess,
  options: Partial<ZipLimits & NameRules> = {},
): Promise<ZipFile> {
  const { foldsNames = false, ...bounds } = options;
  const limits = { ...defaultZipLimits, ...bounds };
  const window = new ByteWindow(source);
  const entries = await readEntries(window, source.sizeBytes, limits);
  requireDistinctNames(entries.listed, { foldsNames });
  const starts = await locate(window, entries);
  return {
    entries: entries.listed,
    read: (entry) => {
      const start = starts.get(entry);
      assert(start !== undefined, 'an entry is read from the file that lists it');
      const place: ContentPlace = { source, window, start };
      return readZipContent(place, entry);
    },
  };
}

interface ListedEntries {
  readonly listed: readonly DirectoryEntry[];
  /** Where the contents end and the directory begins. */
  readonly contentsEnd: number;
}

async function readEntries(
  window: ByteWindow,
  sizeBytes: number,
  limits: ZipLimits,
): Promise<ListedEntries> {
  const { entryCount, directoryStart, directoryBytes } = await readZipEnd(window, sizeBytes);
  if (entryCount === 0) throw archiveInvalid('The archive is empty.');
  if (entryCount > limits.entriesMax) {
    throw archiveTooLarge(`The archive has more than ${limits.entriesMax} entries.`);
  }
  if (directoryBytes > limits.directoryBytesMax) {
    throw archiveTooLarge('The directory of the zip file is too large.');
  }
  const directory = await window.bytes(directoryStart, directoryBytes);
  const listed = readZipDirectory(directory, entryCount, limits);
  requireLooseRatio(listed, sizeBytes, limits);
  return { listed, contentsEnd: directoryStart };
}

function requireLooseRatio(
  entries: readonly ZipEntry[],
  packedBytes: number,
  { ratioMax, ratioFloorBytes }: ZipLimits,
): void {
  const bytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  if (bytes <= ratioFloorBytes || bytes <= packedBytes * ratioMax) return;
  throw archiveTooLarge(`The archive unpacks to more than ${ratioMax} times its size.`);
}

/** Finds where contents begin. Laid side by side, headers and contents fill the file exactly. */
async function locate(
  window: ByteWindow,
  { listed, contentsEnd }: ListedEntries,
): Promise<ReadonlyMap<ZipEntry, number>> {
  const starts = new Map<ZipEntry, number>();
  const ordered = listed.toSorted((one, other) => one.headerStart - other.headerStart);
  if (ordered[0]?.headerStart !== 0) {
    throw archiveInvalid('The zip file begins with something that belongs to no entry.');
  }
  for (const [index, entry] of ordered.entries()) {
    const start = await readLocalHeader(window, entry);
    const contentEnd = start + entry.compressedBytes;
    const nextStart = ordered[index + 1]?.headerStart ?? contentsEnd;
    await requireTrailer(window, entry, { start: contentEnd, length: nextStart - contentEnd });
    starts.set(entry, start);
  }
  return starts;
}
