import { randomBytes } from 'node:crypto';
import { chown, readFile, writeFile } from 'node:fs/promises';
import { embeddedPostgresFailed } from './embedded-errors.ts';
import type { Account } from './postgres-account.ts';

const passwordBytes = 24;

/** Reads the password of an existing cluster. */
export async function readPassword(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw embeddedPostgresFailed(
      `There is a database but its password file ${path} cannot be read: ` +
        'put it back from a backup.',
      { cause },
    );
  }
}

/**
 * Makes up the password of a cluster to be. initdb reads the file, so the server's account owns it.
 */
export async function createPassword(path: string, account: Account | undefined): Promise<string> {
  const password = randomBytes(passwordBytes).toString('hex');
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) await chown(path, account.uid, account.gid);
  return password;
}
