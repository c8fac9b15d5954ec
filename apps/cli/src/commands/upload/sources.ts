import { opendir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { usageInvalid } from '../../errors.ts';
import type { Destination } from '../address.ts';

/** One file here, and its path there. */
export interface SourceFile {
  readonly path: string;
  readonly remotePath: string;
}

export interface SourceOptions {
  readonly destination: Destination;
  readonly isRecursive: boolean;
}

const filesMax = 100_000;

/**
 * What `upload` sends where. A single file is named by the destination's path, unless that ends in
 * a slash; several files, and what is in folders, go below it. Errors: CLI_USAGE_INVALID.
 */
export async function sourcesOf(
  paths: readonly string[],
  { destination, isRecursive }: SourceOptions,
): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  const isOne = paths.length === 1;
  for (const path of paths) {
    const entry = await stat(path).catch(() => null);
    if (entry === null) throw usageInvalid(`There is no ${path} here.`);
    if (entry.isDirectory()) {
      if (!isRecursive) throw usageInvalid(`${path} is a folder: say --recursive to send it.`);
      found.push(...(await filesBelow(path, destination.path)));
    } else {
      const isName = isOne && destination.path !== '' && !destination.path.endsWith('/');
      const remotePath = isName ? destination.path : below(destination.path, basename(path));
      found.push({ path, remotePath });
    }
    if (found.length > filesMax) throw usageInvalid(`There are over ${filesMax} files.`);
  }
  return found;
}

/** A folder goes by its own name, as its content would with `cp -r`. */
async function filesBelow(folder: string, remoteFolder: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  const root = below(remoteFolder, basename(resolve(folder)));
  for await (const item of await opendir(folder, { recursive: true })) {
    if (!item.isFile()) continue;
    const path = join(item.parentPath, item.name);
    files.push({ path, remotePath: below(root, relative(folder, path).split(sep).join('/')) });
    if (files.length > filesMax) throw usageInvalid(`${folder} has over ${filesMax} files.`);
  }
  return files.toSorted((a, b) => (a.remotePath < b.remotePath ? -1 : 1));
}

function below(folder: string, name: string): string {
  const trimmed = folder.replace(/\/$/, '');
  return trimmed === '' ? name : `${trimmed}/${name}`;
}
