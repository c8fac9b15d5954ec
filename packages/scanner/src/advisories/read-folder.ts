import { constants, type Dir, type Dirent } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { DatabaseLimits } from './limits.ts';
import { databaseTooLarge, databaseUnreadable } from './osv-errors.ts';
import { type DatabaseEntry, type ParsedRecord, parseRecord, shownName } from './parse-record.ts';

interface Walk {
  readonly root: string;
  readonly limits: DatabaseLimits;
  readonly signal: AbortSignal;
  entries: number;
  bytes: number;
}

/**
 * Reads the `.json` files of a folder and the folders in it, in no particular order. Symbolic links
 * are reported and not followed: a database has no business outside of its folder.
 */
export async function* readFolder(
  root: string,
  options: { readonly limits: DatabaseLimits; readonly signal: AbortSignal },
): AsyncGenerator<DatabaseEntry> {
  yield* walkFolder({ root, ...options, entries: 0, bytes: 0 }, root, 0);
}

async function* walkFolder(
  walk: Walk,
  folder: string,
  depth: number,
): AsyncGenerator<DatabaseEntry> {
  if (depth > walk.limits.folderDepthMax) {
    const details = { folderDepthMax: walk.limits.folderDepthMax };
    throw databaseTooLarge('The database nests folders deeper than we read.', { details });
  }
  for await (const child of await openFolder(folder)) {
    walk.signal.throwIfAborted();
    countEntry(walk);
    const path = join(folder, child.name);
    if (child.isDirectory()) yield* walkFolder(walk, path, depth + 1);
    else if (child.name.endsWith('.json')) {
      const name = shownName(relative(walk.root, path));
      yield { name, ...(await readChild(walk, child, path)) };
    }
  }
}

async function openFolder(folder: string): Promise<Dir> {
  return opendir(folder).catch((cause: unknown) => {
    throw databaseUnreadable('A folder of the OSV database cannot be read.', { cause });
  });
}

function countEntry(walk: Walk): void {
  walk.entries += 1;
  if (walk.entries <= walk.limits.entriesMax) return;
  const details = { entriesMax: walk.limits.entriesMax };
  throw databaseTooLarge('The database has more entries than we read.', { details });
}

async function readChild(walk: Walk, child: Dirent, path: string): Promise<ParsedRecord> {
  if (child.isSymbolicLink()) return { skipped: 'symbolic-link' };
  if (!child.isFile()) return { skipped: 'unreadable' };
  const bytes = await readBounded(path, walk.limits.recordBytesMax).catch(
    () => 'unreadable' as const,
  );
  if (typeof bytes === 'string') return { skipped: bytes };
  walk.bytes += bytes.length;
  if (walk.bytes > walk.limits.totalBytesMax) {
    const details = { totalBytesMax: walk.limits.totalBytesMax };
    throw databaseTooLarge('The database holds more bytes than we read.', { details });
  }
  return parseRecord(bytes);
}

/** The size is looked at on the open file, so what is read is never more than that. */
async function readBounded(path: string, bytesMax: number): Promise<Buffer | 'too-large'> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const { size } = await file.stat();
  if (size > bytesMax) return 'too-large';
  const bytes = Buffer.allocUnsafe(size);
  const { bytesRead } = await file.read(bytes, 0, size, 0);
  return bytes.subarray(0, bytesRead);
}
