import { spawn } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { embeddedPostgresFailed } from './embedded-errors.ts';
import { lendPaths } from './lend-paths.ts';
import type { Account } from './postgres-account.ts';
import { serverEnvironment } from './server-process.ts';

export const superuser = 'bonded';

/**
 * The major version in which the shipped programs write; a cluster of another one needs pg_upgrade.
 */
const majorVersion = '18';

/**
 * True when there is a cluster. Errors: EMBEDDED_POSTGRES_FAILED when this PostgreSQL cannot read
 * it.
 */
export async function hasCluster(clusterDir: string): Promise<boolean> {
  const version = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) return false;
  if (version.trim() === majorVersion) return true;
  throw embeddedPostgresFailed(
    `The database in ${clusterDir} was written by PostgreSQL ${version.trim()}, ` +
      `and this is PostgreSQL ${majorVersion}: restore it from a dump.`,
  );
}

export interface InitialiseOptions {
  readonly binariesDir: string;
  readonly clusterDir: string;
  readonly passwordPath: string;
  readonly account: Account | undefined;
  readonly isDurable: boolean;
}

/** Makes an empty cluster: wholly there under its name, or, when interrupted, not at all. */
export async function initialiseCluster(options: InitialiseOptions): Promise<void> {
  const draft = `${options.clusterDir}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (options.account !== undefined) {
    await chown(draft, options.account.uid, options.account.gid);
  }
  await runInitdb(draft, options);
  await rename(draft, options.clusterDir);
  if (options.isDurable) await syncDirectory(dirname(options.clusterDir));
}

async function runInitdb(clusterDir: string, options: InitialiseOptions): Promise<void> {
  await using lent = await lendPaths([clusterDir, options.passwordPath], options.account);
  const child = spawn(
    join(options.binariesDir, 'bin', 'initdb'),
    [
      `--pgdata=${lent.paths[0]}`,
      `--pwfile=${lent.paths[1]}`,
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      // Sorts and folds the same way on every machine, whatever its locales.
      ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C'],
      '--no-instructions',
      ...(options.isDurable ? [] : ['--no-sync']),
    ],
    {
      ...options.account,
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', 'pipe', 'pipe', ...lent.descriptors],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-outputCharsMax);
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) return;
  throw embeddedPostgresFailed(`PostgreSQL could not create its files: ${output.trim()}`);
}

const outputCharsMax = 4_000;

async function syncDirectory(path: string): Promise<void> {
  await using directory = await open(path, 'r');
  await directory.sync();
}
