import { stat } from 'node:fs/promises';
import { type DatabaseLimits, databaseLimits } from './limits.ts';
import { databaseUnreadable } from './osv-errors.ts';
import type { DatabaseEntry } from './parse-record.ts';
import { readFolder } from './read-folder.ts';
import { readZip } from './read-zip.ts';

/**
 * Reads an OSV database, a zip file or a folder of JSON files, one record in memory at a time.
 * Bad records come out as `skipped` with a reason and end nothing. Throws
 * `OSV_DATABASE_UNREADABLE`, `OSV_DATABASE_TOO_LARGE`, or the signal's reason; whoever imports then
 * keeps the last database. Stopping early closes the source.
 */
export async function* readDatabase(
  path: string,
  options: { readonly signal: AbortSignal; readonly limits?: DatabaseLimits },
): AsyncGenerator<DatabaseEntry> {
  const { signal, limits = databaseLimits } = options;
  const source = await stat(path).catch((cause: unknown) => {
    throw databaseUnreadable('There is no OSV database at the configured path.', { cause });
  });
  if (source.isDirectory()) yield* readFolder(path, { limits, signal });
  else if (source.isFile()) yield* readZip(path, { limits, signal });
  else throw databaseUnreadable('An OSV database is a zip file or a folder.');
}
