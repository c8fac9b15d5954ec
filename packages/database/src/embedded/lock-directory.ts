import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, newId } from '@bonded/kernel';
import { directoryInUse } from './embedded-errors.ts';
import { isAlive, startMarkOf } from './process-identity.ts';

export interface DirectoryLock extends AsyncDisposable {
  /** Idempotent. */
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly startMark: string | undefined;
}

const attemptsMax = 5;

/**
 * Claims a directory for this process until it lets go or dies. A claim that a dead process left
 * behind is taken over. Errors: DIRECTORY_IN_USE, with `details.pid` of the holder.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, 'lock');
  const mine = `${path}.${newId()}`;
  const holder: Holder = { pid: process.pid, startMark: await startMarkOf(process.pid) };
  // Written apart and linked in, so that nobody ever reads half a claim.
  await writeFile(mine, JSON.stringify(holder), { mode: 0o600 });
  try {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      if (await linked(mine, path)) return lockOn(path);
      await clearIfAbandoned(path, directory);
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw directoryInUse(`Several processes are trying to use ${directory} at once.`);
}

function lockOn(path: string): DirectoryLock {
  let released: Promise<void> | undefined;
  // Once only: later the file may be somebody else's claim.
  const release = (): Promise<void> => {
    released ??= rm(path, { force: true });
    return released;
  };
  return { release, [Symbol.asyncDispose]: release };
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function clearIfAbandoned(path: string, directory: string): Promise<void> {
  const claim = await read(path);
  if (claim === undefined) return;
  // Only we write these files, and whole ones.
  const holder = JSON.parse(claim) as Holder;
  if (isAlive(holder.pid) && (await startMarkOf(holder.pid)) === holder.startMark) {
    throw directoryInUse(`${directory} is in use by process ${holder.pid}.`, {
      details: { pid: holder.pid },
    });
  }
  // Of two that find it abandoned, only one can move it; the other must not lose what came after.
  const aside = `${path}.${newId()}`;
  await rename(path, aside).catch(ignoreMissing);
  if ((await read(aside)) !== claim) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(ignoreMissing);
}

function ignoreMissing(error: unknown): undefined {
  if (errnoOf(error) !== 'ENOENT') throw error;
}
