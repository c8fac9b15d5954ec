import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type DirectoryLock, lockDirectory } from '@bonded/database/embedded';
import { AppError } from '@bonded/kernel';
import { fingerprint } from './fingerprint.ts';
import { partFailed } from './start-errors.ts';

export interface BuildOptions {
  readonly root: string;
  /** Where the output of the build goes. */
  readonly logPath: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const buildWaitMsMax = 600_000;
const pollMs = 250;
const tailCharsMax = 4_000;

/** Builds the console unless it was built from these very sources. Errors: PART_FAILED. */
export async function buildConsole(options: BuildOptions): Promise<void> {
  const consoleDir = join(options.root, 'apps/console');
  const stampDir = join(options.root, 'node_modules/.bonded');
  const stampPath = join(stampDir, 'console');
  const sources = await fingerprint([
    consoleDir,
    join(options.root, 'apps/gateway/schema.graphql'),
    join(options.root, 'pnpm-lock.yaml'),
  ]);
  await mkdir(stampDir, { recursive: true });
  // Two starts share one checkout: the second waits, and then finds the work done.
  await using lock = await lockWhenFree(stampDir, options.signal);
  void lock;
  if ((await isBuilt(consoleDir)) && (await readIfAny(stampPath)) === sources) return;
  await writeFile(stampPath, '');
  await runLogged(
    ['node_modules/.bin/graphql-codegen', '--config', 'codegen.ts'],
    consoleDir,
    options,
  );
  await runLogged(['node_modules/.bin/next', 'build'], consoleDir, options);
  await writeFile(stampPath, sources);
}

async function isBuilt(consoleDir: string): Promise<boolean> {
  const paths = ['.next/BUILD_ID', 'src/generated'].map((path) => join(consoleDir, path));
  const found = await Promise.allSettled(paths.map((path) => access(path)));
  return found.every(({ status }) => status === 'fulfilled');
}

async function lockWhenFree(directory: string, signal: AbortSignal): Promise<DirectoryLock> {
  const deadline = performance.now() + buildWaitMsMax;
  for (;;) {
    try {
      return await lockDirectory(directory);
    } catch (error) {
      const isHeld = error instanceof AppError && error.code === 'DIRECTORY_IN_USE';
      if (!isHeld || performance.now() > deadline) throw error;
    }
    await delay(pollMs, undefined, { signal });
  }
}

async function runLogged(
  [program = '', ...args]: readonly string[],
  cwd: string,
  { logPath, env, signal }: BuildOptions,
): Promise<void> {
  const log = createWriteStream(logPath, { flags: 'a', mode: 0o600 });
  const child = spawn(join(cwd, program), args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log.write(text);
      tail = (tail + text).slice(-tailCharsMax);
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  log.end();
  if (code !== 0) {
    throw partFailed(`The console could not be built. From ${logPath}:\n\n${tail.trim()}`);
  }
}

function readIfAny(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
