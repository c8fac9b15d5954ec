import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type Entry, fromFdPromise, validateFileName, type ZipFile } from 'yauzl';
import type { DatabaseLimits } from './limits.ts';
import { databaseTooLarge, databaseUnreadable } from './osv-errors.ts';
import { type DatabaseEntry, parseRecord, type SkipReason, shownName } from './parse-record.ts';

const inflate = promisify(inflateRaw);

const stored = 0;
const deflated = 8;

/**
 * Reads the `.json` entries of a zip file in the order of its directory, one in memory at a time.
 * Nothing is extracted and no entry's name is ever a path. A bad entry is skipped with a reason; a
 * zip that lies about its structure or passes a limit ends the reading (D5.7, D5.8).
 */
export async function* readZip(
  path: string,
  options: { readonly limits: DatabaseLimits; readonly signal: AbortSignal },
): AsyncGenerator<DatabaseEntry> {
  await using file = await open(path, 'r');
  const zip = await openZip(file, options.limits);
  const budget = new ZipBudget(zip.fileSize, options.limits);
  for await (const entry of entriesOf(zip)) {
    options.signal.throwIfAborted();
    budget.spend(entry);
    const name = readName(entry);
    if (!name.isRecord) continue;
    if (!name.isSafe) yield { name: name.shown, skipped: 'name-unsafe' };
    else yield { name: name.shown, ...(await readEntry({ file, zip, entry, ...options })) };
  }
}

async function openZip(file: FileHandle, limits: DatabaseLimits): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false };
  const zip = await fromFdPromise(file.fd, options).catch((cause: unknown) => {
    throw databaseUnreadable('The database is not a readable zip file.', { cause });
  });
  if (zip.entryCount > limits.entriesMax) {
    const details = { entriesMax: limits.entriesMax };
    throw databaseTooLarge('The database has more entries than we read.', { details });
  }
  return zip;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch((cause: unknown) => {
      throw databaseUnreadable('The directory of the zip file is damaged.', { cause });
    });
    if (next.done === true) return;
    yield next.value;
  }
}

/** What all entries together may cost, counted from what they declare before a byte is read. */
class ZipBudget {
  readonly #fileBytes: number;
  readonly #limits: DatabaseLimits;
  #deflatedBytes = 0;
  #inflatedBytes = 0;

  constructor(fileBytes: number, limits: DatabaseLimits) {
    this.#fileBytes = fileBytes;
    this.#limits = limits;
  }

  spend(entry: Entry): void {
    this.#deflatedBytes += entry.compressedSize;
    if (this.#deflatedBytes > this.#fileBytes) {
      throw databaseUnreadable('Entries of the zip file overlap.');
    }
    if (entry.uncompressedSize > this.#limits.recordBytesMax) return;
    this.#inflatedBytes += entry.uncompressedSize;
    if (this.#inflatedBytes > this.#limits.totalBytesMax) {
      const details = { totalBytesMax: this.#limits.totalBytesMax };
      throw databaseTooLarge('The database inflates to more than we read.', { details });
    }
  }
}

/** With `decodeStrings` off yauzl hands out raw names, so that a hostile one ends no import. */
function readName(entry: Entry) {
  const text = entry.fileNameRaw.toString('utf8');
  return {
    shown: shownName(text),
    isRecord: text.endsWith('.json'),
    isSafe: validateFileName(text) === null,
  };
}

interface EntryReading {
  readonly file: FileHandle;
  readonly zip: ZipFile;
  readonly entry: Entry;
  readonly limits: DatabaseLimits;
}

async function readEntry(reading: EntryReading) {
  const refusal = refuse(reading.entry, reading.limits);
  if (refusal !== null) return { skipped: refusal };
  const bytes = await readBytes(reading);
  return bytes === null ? { skipped: 'unreadable' as const } : parseRecord(bytes);
}

function refuse(entry: Entry, limits: DatabaseLimits): SkipReason | null {
  if (entry.isEncrypted()) return 'encrypted';
  const { compressionMethod: method, uncompressedSize, compressedSize } = entry;
  if (method !== stored && method !== deflated) return 'unreadable';
  if (Math.max(uncompressedSize, compressedSize) > limits.recordBytesMax) return 'too-large';
  const isBomb = uncompressedSize > compressedSize * limits.ratioMax;
  return isBomb && uncompressedSize > limits.ratioFloorBytes ? 'inflates-too-much' : null;
}

/** Null when the bytes are not what the directory says of them: cut off, longer, or other ones. */
async function readBytes({ file, zip, entry }: EntryReading): Promise<Buffer | null> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const raw = Buffer.allocUnsafe(entry.compressedSize);
    const { bytesRead } = await file.read(raw, 0, raw.length, fileDataStart);
    if (bytesRead !== raw.length) return null;
    const isDeflated = entry.compressionMethod === deflated;
    // The declared size bounds the output; one byte more is an error of zlib.
    const maxOutputLength = Math.max(1, entry.uncompressedSize);
    const bytes = isDeflated ? await inflate(raw, { maxOutputLength }) : raw;
    const isAsDeclared = bytes.length === entry.uncompressedSize && crc32(bytes) === entry.crc32;
    return isAsDeclared ? bytes : null;
  } catch (cause) {
    if (!isDiskFailure(cause)) return null;
    throw databaseUnreadable('The zip file of the database can no longer be read.', { cause });
  }
}

/** One bad entry is its own fault; a disk that fails would make every entry look bad. */
function isDiskFailure(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
