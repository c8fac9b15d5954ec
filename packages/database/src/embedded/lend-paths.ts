import { type FileHandle, open } from 'node:fs/promises';
import type { Account } from './postgres-account.ts';

/** Paths as the server process has to spell them, and the open files that make it so. */
export interface LentPaths extends AsyncDisposable {
  readonly paths: readonly string[];
  /** To be passed to the child as its file descriptors 3, 4, … */
  readonly descriptors: readonly number[];
}

/** A child's first descriptor after stdin, stdout and stderr. */
const firstDescriptor = 3;

/**
 * Lets a server under another account reach files whose parent directories it may not enter: root
 * keeps the data directory at 0700, perhaps under a home at 0700. We open the files and hand them
 * over; the child names them through /proc, where following the link asks no parent for permission.
 */
export async function lendPaths(
  paths: readonly string[],
  account: Account | undefined,
): Promise<LentPaths> {
  if (account === undefined) {
    return { paths, descriptors: [], [Symbol.asyncDispose]: async () => {} };
  }
  const handles: FileHandle[] = [];
  for (const path of paths) handles.push(await open(path, 'r'));
  return {
    paths: paths.map((_, index) => `/proc/self/fd/${firstDescriptor + index}`),
    descriptors: handles.map((handle) => handle.fd),
    [Symbol.asyncDispose]: async () => {
      for (const handle of handles) await handle.close();
    },
  };
}
