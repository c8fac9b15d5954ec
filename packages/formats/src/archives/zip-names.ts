import { archiveInvalid } from './errors.ts';
import type { ZipEntry } from './zip-entry.ts';

export interface NameRules {
  /** Whether names also count as one when a file system that folds case or forms says so. */
  readonly foldsNames: boolean;
}

/**
 * Refuses names that come twice, or that are a file for one entry and a folder for another: which
 * of the two wins depends on who unpacks (D5.10).
 *
 * @throws AppError `ARCHIVE_INVALID`
 */
export function requireDistinctNames(entries: readonly ZipEntry[], rules: NameRules): void {
  const nameOf = rules.foldsNames ? folded : (path: string) => path;
  const kinds = new Map<string, boolean>();
  for (const { path, isFolder } of entries) {
    const name = nameOf(path);
    if (kinds.has(name)) throw twice(path);
    kinds.set(name, isFolder);
  }
  for (const { path } of entries) {
    const name = nameOf(path);
    for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1)) {
      if (kinds.get(name.slice(0, at)) === false) throw twice(path);
    }
  }
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

function twice(path: string) {
  return archiveInvalid(`The archive has ${JSON.stringify(path.slice(0, 80))} twice.`);
}
