import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errnoOf } from '@bonded/kernel';

const run = promisify(execFile);

/** True when a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

/**
 * When a process started, in a form that only equals itself: process ids are used again, this is
 * not.
 * Undefined when there is no such process.
 */
export async function startMarkOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=');
  const stat = await readOrNothing(`/proc/${pid}/stat`);
  // The second field is a name in brackets that may hold anything; field 22 is the start in ticks.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined || state === 'Z' ? undefined : fields[18];
}

/**
 * The command line of a process, arguments separated by spaces; undefined when there is no such
 * process.
 */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return askPs(pid, 'args=');
  const line = await readOrNothing(`/proc/${pid}/cmdline`);
  return line?.replaceAll('\0', ' ').trim();
}

async function askPs(pid: number, column: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-ww', '-o', column, '-p', String(pid)]);
    return stdout.trim();
  } catch {
    // ps exits with 1 when no process has this id.
    return undefined;
  }
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
