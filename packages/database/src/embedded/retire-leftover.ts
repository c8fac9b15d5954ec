import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddedPostgresFailed } from './embedded-errors.ts';
import { postmasterPath, readPostmasterFile } from './postmaster-file.ts';
import { commandLineOf, isAlive } from './process-identity.ts';
import { clusterName } from './server-settings.ts';

const stopTimeoutMs = 30_000;
const pollMs = 20;

/**
 * Clears what a start that died left in a cluster: a server that still runs is shut down in good
 * order, and a note of a process id that meanwhile belongs to somebody else is removed.
 * The caller holds the lock of the directory, so a server found here is nobody's.
 */
export async function retireLeftover(clusterDir: string): Promise<void> {
  const file = await readPostmasterFile(clusterDir);
  if (file === undefined || !isAlive(file.pid)) return;
  if (!(await isServerOf(file.pid, clusterDir))) {
    await rm(postmasterPath(clusterDir), { force: true });
    return;
  }
  process.kill(file.pid, 'SIGINT');
  const deadline = performance.now() + stopTimeoutMs;
  while (isAlive(file.pid) && (await isServerOf(file.pid, clusterDir))) {
    if (performance.now() > deadline) {
      throw embeddedPostgresFailed(
        `An earlier PostgreSQL (process ${file.pid}) still runs and does not stop.`,
      );
    }
    await delay(pollMs);
  }
}

async function isServerOf(pid: number, clusterDir: string): Promise<boolean> {
  const commandLine = await commandLineOf(pid);
  return commandLine?.includes(`cluster_name=${clusterName(clusterDir)}`) === true;
}
