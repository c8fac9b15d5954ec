import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileConflict } from '../errors.ts';

/** Whoever holds it this long has died: what is done under it takes a second. */
const staleAfterMs = 30_000;
const waitMsMax = 45_000;
const pollMs = 50;

/** Runs `act` while no other process of this user holds the lock at `path`. */
export async function withFileLock<T>(
  path: string,
  signal: AbortSignal,
  act: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const deadline = performance.now() + waitMsMax;
  while (!(await tryLock(path))) {
    if (performance.now() > deadline) throw fileConflict(`${path} is held by another process.`);
    await removeStale(path);
    await delay(pollMs, undefined, { signal });
  }
  try {
    return await act();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(path: string): Promise<void> {
  const held = await stat(path).catch(() => null);
  if (held !== null && Date.now() - held.mtimeMs > staleAfterMs) await rm(path, { force: true });
}
