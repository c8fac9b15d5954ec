import { createReadStream } from 'node:fs';
import { opendir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { usageInvalid } from '../errors.ts';
import { type ZipEntry, zipOf } from './zip.ts';

/** A database that lies on this machine, as one zip that is read once. */
export interface AdvisoryFile {
  /** What has to be read: of a folder, its files before they are compressed. */
  readonly totalBytes: number;
  /** The zip. `onRead` hears how many bytes of the total were read so far. */
  open(onRead: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

const recordsMax = 2_000_000;
/** The server reads no larger record; all are held in memory one at a time. */
const recordBytesMax = 8 * 1024 * 1024;
const chunkBytes = 1024 * 1024;

interface RecordFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Opens a zip file, or a folder of `.json` files as if it were one. Errors: CLI_USAGE_INVALID. */
export async function openAdvisoryFile(path: string, signal: AbortSignal): Promise<AdvisoryFile> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw usageInvalid(`There is no ${path} here.`);
  if (!found.isDirectory()) {
    return { totalBytes: found.size, open: (onRead) => readZip(path, onRead) };
  }
  const records = await recordsBelow(path, signal);
  if (records.length === 0) throw usageInvalid(`There are no .json files below ${path}.`);
  return {
    totalBytes: records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    open: (onRead) => zipOf(readRecords(path, records, onRead)),
  };
}

async function recordsBelow(folder: string, signal: AbortSignal): Promise<readonly RecordFile[]> {
  const records: RecordFile[] = [];
  for await (const item of await opendir(folder, { recursive: true })) {
    signal.throwIfAborted();
    if (!item.isFile() || !item.name.endsWith('.json')) continue;
    const path = join(item.parentPath, item.name);
    const { size } = await stat(path);
    if (size > recordBytesMax) throw usageInvalid(`${path} is too large to be an advisory.`);
    if (records.length === recordsMax) throw usageInvalid(`There are over ${recordsMax} files.`);
    records.push({ path, sizeBytes: size });
  }
  return records;
}

async function* readRecords(
  folder: string,
  records: readonly RecordFile[],
  onRead: (bytes: number) => void,
): AsyncGenerator<ZipEntry> {
  let readBytes = 0;
  for (const { path, sizeBytes } of records) {
    yield { name: relative(folder, path).split(sep).join('/'), bytes: await readFile(path) };
    readBytes += sizeBytes;
    onRead(readBytes);
  }
}

async function* readZip(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let readBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    // A stream without an encoding gives bytes.
    const bytes = chunk as Buffer;
    readBytes += bytes.length;
    onRead(readBytes);
    yield bytes;
  }
}
