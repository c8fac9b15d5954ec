import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DirectoryLock, lockDirectory } from '@bonded/database/embedded';
import { AppError, errnoOf } from '@bonded/kernel';
import { startRefused } from './start-errors.ts';

export interface DataDirectory extends AsyncDisposable {
  readonly path: string;
  readonly keysDir: string;
  readonly logsDir: string;
}

/**
 * Makes the data directory, closed to others, and claims it for this start.
 * Errors: START_REFUSED when it is another user's or another start is using it.
 */
export async function openDataDirectory(wanted: string): Promise<DataDirectory> {
  const path = await make(wanted);
  const keysDir = join(path, 'keys');
  const logsDir = join(path, 'logs');
  for (const directory of [keysDir, logsDir]) {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  }
  const lock = await claim(path);
  return { path, keysDir, logsDir, [Symbol.asyncDispose]: () => lock.release() };
}

async function make(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    const path = await realpath(wanted);
    // It may have been made by hand, with whatever mode the shell gave it.
    if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o700);
    return path;
  } catch (cause) {
    throw startRefused(
      `The data directory ${wanted} cannot be used (${errnoOf(cause)}). ` +
        'Start as the user who owns it, or set BONDED_DATA_DIR to another.',
      { cause },
    );
  }
}

async function claim(path: string): Promise<DirectoryLock> {
  try {
    return await lockDirectory(path);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'DIRECTORY_IN_USE') throw error;
    const { pid } = error.details;
    const holder = typeof pid === 'number' ? ` (process ${pid})` : '';
    throw startRefused(
      `Bonded is already running on the data directory ${path}${holder}. ` +
        'Stop it first, or set BONDED_DATA_DIR to start a second one.',
      { cause: error },
    );
  }
}
