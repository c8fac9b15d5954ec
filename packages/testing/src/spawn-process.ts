import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterTest } from './after-test.ts';
import { waitFor } from './wait-for.ts';

export interface SpawnOptions {
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** The whole environment, not an addition to ours. Left out: ours. */
  readonly env?: NodeJS.ProcessEnv;
  /** Run as this account; only root may choose. */
  readonly account?: { readonly uid: number; readonly gid: number };
  /** A process group of its own, so that a signal can reach all of it: `kill(-pid)`. */
  readonly detached?: boolean;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface SpawnedProcess {
  readonly pid: number;
  /** What it has written so far to stdout and stderr, in the order of arrival. */
  output(): string;
  /** The first line that matches, written already or to come. Fails with the output so far. */
  waitForLine(pattern: RegExp, options?: { readonly timeoutMs?: number }): Promise<string>;
  readonly exited: Promise<ProcessExit>;
  kill(signal?: NodeJS.Signals): void;
}

const outputCharsMax = 1_000_000;
const lineTimeoutMs = 10_000;

/** Starts a program that will not outlive the test. */
export async function spawnProcess(
  command: string,
  options: SpawnOptions = {},
): Promise<SpawnedProcess> {
  const child = spawn(command, options.args ?? [], {
    cwd: options.cwd,
    env: options.env,
    detached: options.detached ?? false,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options.account,
  });
  const output = collectOutput(child);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  afterTest(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  });
  const waitForLine: SpawnedProcess['waitForLine'] = async (
    pattern,
    { timeoutMs = lineTimeoutMs } = {},
  ) => {
    // What follows the last newline may be half a line.
    const lines = (): string[] => output().split('\n').slice(0, -1);
    const found = (): string | undefined => lines().find((line) => pattern.test(line));
    try {
      return await waitFor(found, { timeoutMs, what: `a line that matches ${pattern}` });
    } catch (cause) {
      throw new Error(`No line matches ${pattern}. The output was:\n${output()}`, { cause });
    }
  };
  return { pid, output, waitForLine, exited, kill: (signal) => void child.kill(signal) };
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-outputCharsMax);
    });
  }
  return () => text;
}
