import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Whether what was printed so far says that it is ready, or an address that answers when it is.
   */
  readonly ready: RegExp | string;
  readonly signal: AbortSignal;
}

export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  /** What it had printed when it was ready. */
  readonly output: string;
}

const readyTimeoutMs = 240_000;
const stopTimeoutMs = 30_000;
const pollMs = 50;
const outputCharsMax = 64 * 1024;

/** Starts a process and waits until it is ready. Disposing stops it and waits until it is gone. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { command, args, env = {}, ready } = options;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(readyTimeoutMs)]);
  const child = spawn(command, [...args], {
    // A group of its own: Ctrl-C reaches us alone, and we stop it in good order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output = `${output}${chunk.toString()}`.slice(-outputCharsMax);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const failure = failureOf(child);
  try {
    for (;;) {
      if (failure.text !== null) throw new Error(failure.text);
      if (typeof ready === 'string' ? await answers(ready, signal) : ready.test(output)) break;
      await delay(pollMs, undefined, { signal });
    }
  } catch (error) {
    await stop(child);
    throw new Error(`${command} did not become ready:\n${output}`, { cause: error });
  }
  return { pid: child.pid ?? 0, output, [Symbol.asyncDispose]: () => stop(child) };
}

function failureOf(child: ChildProcess): { readonly text: string | null } {
  const failure: { text: string | null } = { text: null };
  child.once('error', (error) => {
    failure.text = error.message;
  });
  child.once('exit', (code, by) => {
    failure.text = `it ended with ${code ?? by}`;
  });
  return failure;
}

function answers(url: string, signal: AbortSignal): Promise<boolean> {
  return fetch(url, { signal }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  const isGone = () =>
    child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  if (isGone()) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await gone;
  clearTimeout(force);
}
