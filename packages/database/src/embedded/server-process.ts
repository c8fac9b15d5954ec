import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddedPostgresFailed } from './embedded-errors.ts';
import { endWithUs } from './end-with-us.ts';
import { lendPaths } from './lend-paths.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { type ServerOptions, serverSettings } from './server-settings.ts';

/** Nothing of ours: a PGDATA or PGPORT of the user's must not reach this server. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServerProcess {
  readonly pid: number;
  readonly exited: Promise<ServerExit>;
  /**
   * Ends every session, writes everything out, and resolves when the process is gone. Idempotent.
   */
  stop(): Promise<void>;
}

/** After a crash the server replays its log first; that may take a while. */
const readyTimeoutMs = 120_000;
const pollMs = 10;
const fastStopMs = 30_000;
const immediateStopMs = 5_000;

/** Starts the server and resolves when it accepts connections. Errors: EMBEDDED_POSTGRES_FAILED. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const logBytesBefore = await sizeOf(options.logPath);
  const { child, exited } = await spawnServer(options);
  const pid = child.pid ?? 0;
  endWithUs(pid, 'INT', exited);
  const server = { pid, exited, stop: () => stopServer(child, exited) };
  try {
    await untilReady(options.clusterDir, pid, exited);
    return server;
  } catch (cause) {
    await server.stop();
    throw embeddedPostgresFailed(await failureOf(cause, options.logPath, logBytesBefore), {
      cause,
    });
  }
}

async function spawnServer(
  options: ServerOptions,
): Promise<{ child: ChildProcess; exited: Promise<ServerExit> }> {
  await using log = await open(options.logPath, 'a', 0o600);
  await using lent = await lendPaths([options.clusterDir], options.account);
  const settings = serverSettings(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    join(options.binariesDir, 'bin', 'postgres'),
    ['-D', lent.paths[0] ?? options.clusterDir, ...settings],
    {
      ...options.account,
      cwd: '/',
      env: serverEnvironment,
      // A process group of its own: Ctrl-C is for us, and we stop the database last.
      detached: true,
      stdio: ['ignore', log.fd, log.fd, ...lent.descriptors],
    },
  );
  const exited = new Promise<ServerExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  await once(child, 'spawn').catch((cause: unknown) => {
    throw embeddedPostgresFailed('PostgreSQL could not be started.', { cause });
  });
  child.unref();
  return { child, exited };
}

async function untilReady(
  clusterDir: string,
  pid: number,
  exited: Promise<ServerExit>,
): Promise<void> {
  let exit: ServerExit | undefined;
  // Resolves in any case.
  void exited.then((value) => {
    exit = value;
  });
  const deadline = performance.now() + readyTimeoutMs;
  while (performance.now() < deadline) {
    if (exit !== undefined) throw new Error('PostgreSQL ended while starting.');
    const file = await readPostmasterFile(clusterDir);
    if (file?.pid === pid && file.isReady) return;
    await delay(pollMs);
  }
  throw new Error(`PostgreSQL was not ready after ${readyTimeoutMs / 1000} s.`);
}

const logTailChars = 2_000;

/** What went wrong, with what this very server said about it. */
async function failureOf(cause: unknown, logPath: string, logBytesBefore: number): Promise<string> {
  const log = await readFile(logPath);
  const said = log.subarray(logBytesBefore).toString().slice(-logTailChars);
  return `${cause instanceof Error ? cause.message : String(cause)} From ${logPath}:\n${said}`;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

async function stopServer(child: ChildProcess, exited: Promise<ServerExit>): Promise<void> {
  // "Fast", then "immediate" shutdown, in PostgreSQL's words; the latter means recovery at the next
  // start.
  for (const [signal, patienceMs] of [
    ['SIGINT', fastStopMs],
    ['SIGQUIT', immediateStopMs],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    child.kill(signal);
    await Promise.race([exited, delay(patienceMs, undefined, { ref: false })]);
  }
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await exited;
}
