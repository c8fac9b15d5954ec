import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { embeddedPostgresFailed } from './embedded-errors.ts';

const run = promisify(execFile);

/** An account of the operating system. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const accountName = 'postgres';

/**
 * The account that the server has to run under when it cannot be ours: PostgreSQL refuses root.
 * An existing cluster is served by whoever owns it; a first one by `postgres`, made if need be.
 * Undefined for a normal user.
 */
export async function serverAccount(clusterDir: string): Promise<Account | undefined> {
  const owner = await ownerOf(clusterDir);
  const us = process.geteuid?.();
  if (us === 0) refuseRootWithoutProc();
  if (us === 0) return owner ?? (await findAccount()) ?? (await createAccount());
  if (owner !== undefined && us !== undefined && owner.uid !== us) {
    throw embeddedPostgresFailed(
      `The database in ${clusterDir} belongs to another user (uid ${owner.uid}): ` +
        'start as that user.',
    );
  }
  return undefined;
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch {
    // There is no cluster yet, or none that we may look at: then initdb says so.
    return undefined;
  }
}

/** How root's files reach the server: see `lendPaths`. */
function refuseRootWithoutProc(): void {
  if (process.platform === 'linux') return;
  throw embeddedPostgresFailed(
    'As root, the embedded PostgreSQL runs on Linux alone. ' +
      'Start as a normal user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

async function findAccount(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      run('id', ['-u', accountName]),
      run('id', ['-g', accountName]),
    ]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    // id exits with 1 when there is no such account.
    return undefined;
  }
}

async function createAccount(): Promise<Account> {
  const noLogin = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  try {
    await run('useradd', [...noLogin, '--shell', '/usr/sbin/nologin', accountName]);
  } catch (cause) {
    throw embeddedPostgresFailed(
      'PostgreSQL does not run as root, and no account "postgres" could be made for it. ' +
        'Start as a normal user, or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
  const account = await findAccount();
  if (account !== undefined) return account;
  throw embeddedPostgresFailed('The account "postgres" was made but cannot be found.');
}
