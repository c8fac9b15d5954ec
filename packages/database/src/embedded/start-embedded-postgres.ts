import { mkdir, realpath, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, bestEffort } from '@bonded/kernel';
import { withClient } from '../with-client.ts';
import { freePort } from './free-port.ts';
import { hasCluster, initialiseCluster, superuser } from './initialise-cluster.ts';
import { lockDirectory } from './lock-directory.ts';
import { serverAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { retireLeftover } from './retire-leftover.ts';
import { createPassword, readPassword } from './server-password.ts';
import { type ServerExit, type ServerProcess, startServerProcess } from './server-process.ts';
import type { ServerOptions } from './server-settings.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its password (0600) and the server's log. Made when missing, mode 0700. */
  readonly dataDir: string;
  /** On 127.0.0.1. Left out: a free one. */
  readonly port?: number;
  /** `throwaway` trades the data's safety for speed: for tests. */
  readonly durability?: 'full' | 'throwaway';
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** With the password in it: never log it. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server is gone, whoever ended it. */
  readonly exited: Promise<ServerExit>;
  /** Shuts the server down in good order and gives the directory free. Idempotent. */
  stop(): Promise<void>;
}

const databaseName = 'bonded';

/**
 * Starts the PostgreSQL that comes with the npm packages, on a directory that keeps its data.
 * Works as a normal user and as root (where the server runs as `postgres`), and after any crash.
 * Errors: DIRECTORY_IN_USE, EMBEDDED_POSTGRES_FAILED.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  await using starting = new AsyncDisposableStack();
  const lock = starting.use(await lockDirectory(dataDir));
  const { password, ...serverOptions } = await prepareCluster(dataDir, options);
  const { server, port } = await startOnPort(serverOptions, options.port);
  starting.defer(() => server.stop());
  const url = `postgresql://${superuser}:${password}@127.0.0.1:${port}`;
  await ensureDatabase(url);
  // Left behind, the claim of a living process would be taken for a server that runs.
  void bestEffort('the directory itself may be gone', () =>
    server.exited.then(() => lock.release()),
  );
  const running = starting.move();
  const stop = (): Promise<void> => running.disposeAsync();
  const { pid, exited } = server;
  return { url: `${url}/${databaseName}`, port, pid, exited, stop, [Symbol.asyncDispose]: stop };
}

type PreparedCluster = Omit<ServerOptions, 'port'> & { readonly password: string };

/** Leaves a cluster that no server runs on, made now or found. */
async function prepareCluster(
  dataDir: string,
  { durability = 'full' }: EmbeddedPostgresOptions,
): Promise<PreparedCluster> {
  const clusterDir = join(dataDir, 'cluster');
  const passwordPath = join(dataDir, 'password');
  const account = await serverAccount(clusterDir);
  const binariesDir = await postgresBinaries(account);
  const isDurable = durability === 'full';
  const server = { binariesDir, clusterDir, account, isDurable, logPath: await logFile(dataDir) };
  if (await hasCluster(clusterDir)) {
    await retireLeftover(clusterDir);
    return { ...server, password: await readPassword(passwordPath) };
  }
  const password = await createPassword(passwordPath, account);
  await initialiseCluster({ ...server, passwordPath });
  return { ...server, password };
}

const logBytesMax = 8 * 1024 * 1024;

/**
 * The server appends to its log; when it has grown long, it is set aside, in place of the one
 * before.
 */
async function logFile(dataDir: string): Promise<string> {
  const path = join(dataDir, 'server.log');
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > logBytesMax) await rename(path, `${path}.1`);
  return path;
}

const retryMsMax = 10_000;
const retryPauseMs = 100;

async function startOnPort(
  options: Omit<ServerOptions, 'port'>,
  wanted: number | undefined,
): Promise<{ server: ServerProcess; port: number }> {
  const deadline = performance.now() + retryMsMax;
  for (;;) {
    const port = wanted ?? (await freePort());
    try {
      return { server: await startServerProcess({ ...options, port }), port };
    } catch (error) {
      const mayPass = isPassing(error, wanted !== undefined);
      if (!mayPass || performance.now() > deadline) throw error;
    }
    await delay(retryPauseMs);
  }
}

function isPassing(error: unknown, isPortFixed: boolean): boolean {
  if (!(error instanceof AppError)) return false;
  // The sessions of a server that was killed may outlive it by a moment.
  if (error.message.includes('is still in use')) return true;
  // Somebody took the free port between our finding and the server's using it.
  return !isPortFixed && error.message.includes('could not bind');
}

async function ensureDatabase(url: string): Promise<void> {
  await withClient(`${url}/postgres`, async (client) => {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  });
}
