import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { endWithUs } from '@bonded/database/embedded';
import type { PartLog } from './part-log.ts';
import { partFailed } from './start-errors.ts';
import type { Running } from './supervise.ts';

/** A process of the product. */
export interface Part {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of its environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Answers 200 when the process can be used; undefined for one that listens to nobody. */
  readonly readyUrl?: string;
}

const readyTimeoutMs = 120_000;
const askTimeoutMs = 2_000;
const pollMs = 50;
/** A process that nobody can ask counts as ready when it is still there after this long. */
const settledAfterMs = 300;

export interface StartPartOptions {
  readonly log: PartLog;
  /** How long it may take to finish what it has begun, asked when it is stopped. */
  readonly drainMs: () => number;
  readonly signal: AbortSignal;
}

/** Starts a process and resolves when it is ready. Errors: PART_FAILED, with the end of its log. */
export async function startPart(
  part: Part,
  { log, drainMs, signal }: StartPartOptions,
): Promise<Running> {
  const child = spawn(part.command, part.args, {
    cwd: part.cwd,
    env: part.env,
    // A process group of its own: Ctrl-C is for us, and we say who stops when.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  log.follow(child.stdout);
  log.follow(child.stderr);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  await once(child, 'spawn').catch((cause: unknown) => {
    throw partFailed(`The ${part.name} could not be started.`, { cause });
  });
  endWithUs(child.pid ?? 0, 'TERM', exited);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await Promise.race([exited, delay(drainMs(), undefined, { ref: false })]);
    killGroup(child.pid ?? 0);
    await exited;
  };
  try {
    await untilReady(part, { log, signal }, exited);
    return { exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** With whatever the process started itself. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // ESRCH: there is nobody left, as there should be.
  }
}

async function untilReady(
  part: Part,
  { log, signal }: Pick<StartPartOptions, 'log' | 'signal'>,
  exited: Promise<string>,
): Promise<void> {
  let ended: string | undefined;
  void exited.then((how) => {
    ended = how;
  });
  const deadline = performance.now() + readyTimeoutMs;
  const settled = performance.now() + settledAfterMs;
  while (performance.now() < deadline) {
    if (ended !== undefined) throw failure(part, log, `ended while starting (${ended})`);
    const isReady =
      part.readyUrl === undefined ? performance.now() > settled : await answers(part.readyUrl);
    if (isReady) return;
    await delay(pollMs, undefined, { signal });
  }
  throw failure(part, log, `was not ready after ${readyTimeoutMs / 1000} s`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(askTimeoutMs),
      redirect: 'manual',
    });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    // Not listening yet: asked again until the deadline.
    return false;
  }
}

function failure(part: Part, log: PartLog, what: string): Error {
  return partFailed(`The ${part.name} ${what}. Its last words, in ${log.path}:\n\n${log.tail()}`);
}
