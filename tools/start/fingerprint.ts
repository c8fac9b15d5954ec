import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Built or installed, never written by a person: no input of a build. */
const skipped = new Set(['node_modules', '.next', 'generated', 'test-results', 'next-env.d.ts']);

/** A digest of files and of everything below folders, that changes when any of their bytes do. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await filesOf(paths)) {
    hash.update(`${path}\0`).update(await readFile(path));
  }
  return hash.digest('hex');
}

async function filesOf(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = (await readdir(path)).filter((name) => !skipped.has(name));
      return filesOf(names.map((name) => join(path, name)));
    }),
  );
  return found.flat().toSorted();
}
