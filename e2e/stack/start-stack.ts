import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The whole product as a user has it: by `npm start`'s own script, known by its addresses alone.
 */
export interface Stack {
  readonly gatewayUrl: string;
  readonly blobUrl: string;
  readonly consoleUrl: string;
  readonly dataDir: string;
  readonly adminPassword: string;
  /** The process that started all others. */
  readonly pid: number;
  stop(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const readyTimeoutMs = 240_000;
export const adminPassword = 'e2e-only-password-of-the-admin';

/** Starts the product on free ports and a data directory of its own. */
export async function startStack(
  options: { readonly dataDir?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<Stack> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'bonded-e2e-')));
  const child = spawn(process.execPath, [join(root, 'tools/start.ts')], {
    cwd: root,
    // A group of its own, so that a Ctrl-C of the test run does not reach it before we do.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      BONDED_DATA_DIR: dataDir,
      BONDED_GATEWAY_PORT: '0',
      BONDED_BLOB_PORT: '0',
      BONDED_CONSOLE_PORT: '0',
      BONDED_ADMIN_PASSWORD: adminPassword,
      // Upstreams of tests live on this machine.
      BONDED_EGRESS_NETWORKS: process.env['BONDED_EGRESS_NETWORKS'] ?? '127.0.0.1/32',
      ...options.environment,
    },
  });
  const output = await untilReady(child);
  const urlOf = (name: string) => new RegExp(`^ +${name} +(http\\S+)`, 'm').exec(output)?.[1] ?? '';
  return {
    gatewayUrl: urlOf('Gateway'),
    blobUrl: urlOf('Blobs'),
    consoleUrl: urlOf('Console'),
    dataDir,
    adminPassword,
    pid: child.pid ?? 0,
    stop: async () => {
      await stop(child);
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess): Promise<string> {
  let output = '';
  const ready = Promise.withResolvers<void>();
  const timer = setTimeout(() => ready.reject(new Error('not ready in time')), readyTimeoutMs);
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('Ctrl-C stops it.')) ready.resolve();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  child.once('exit', (code) => ready.reject(new Error(`it exited with ${code}`)));
  try {
    await ready.promise;
    return output;
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`the product did not start:\n${output}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
