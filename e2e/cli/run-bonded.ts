import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../apps/cli/src/main.ts');

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Somebody at a terminal of their own: a folder to work in, and one for what `bonded` keeps. */
export interface Desk {
  readonly folder: string;
  /** Runs `bonded` to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** The JSON that a command answers; anything but success throws what it said. */
  ask<T>(args: readonly string[]): Promise<T>;
  /** Starts `bonded` and leaves it running. */
  start(args: readonly string[]): ChildProcess;
}

interface RunOptions {
  /** What is piped in. */
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

const folders: string[] = [];

/** Removes all desks with what lies on them. */
export async function clearDesks(): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

export async function newDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-cli-'));
  folders.push(folder);
  const start = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
    spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        BONDED_CONFIG_DIR: join(folder, '.bonded-config'),
        ...environment,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  const run = async (args: readonly string[], options: RunOptions = {}): Promise<Outcome> => {
    const child = start(args, options.environment);
    child.stdin.end(options.input ?? '');
    const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode: exitCode ?? -1, stdout: await stdout, stderr: await stderr };
  };
  return {
    folder,
    run,
    start,
    ask: async <T>(args: readonly string[]) => {
      const { exitCode, stdout, stderr } = await run([...args, '--json']);
      if (exitCode !== 0) throw new Error(`bonded ${args.join(' ')}: ${exitCode}\n${stderr}`);
      return JSON.parse(stdout) as T;
    },
  };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}
