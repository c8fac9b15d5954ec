import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

export type HttpClient = 'curl' | 'wget';

/** A folder where somebody works with plain HTTP clients, without settings of the machine. */
export interface HttpDesk {
  run(client: HttpClient, ...args: readonly string[]): Promise<ClientRun>;
  write(name: string, content: string | Buffer): Promise<string>;
  read(name: string): Promise<Buffer>;
}

export async function openDesk(): Promise<HttpDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-raw-'));
  const env = { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8' };
  return {
    run: async (client, ...args) => {
      try {
        const { stdout, stderr } = await run(client, args, { cwd: folder, env, timeout: 60_000 });
        return { exitCode: 0, output: stdout + stderr };
      } catch (error) {
        const failed = error as { code?: number; stdout?: string; stderr?: string };
        return {
          exitCode: typeof failed.code === 'number' ? failed.code : 1,
          output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
        };
      }
    },
    write: async (name, content) => {
      await writeFile(join(folder, name), content);
      return name;
    },
    read: (name) => readFile(join(folder, name)),
  };
}

export function isInstalled(client: HttpClient): boolean {
  return spawnSync(client, ['--version']).status === 0;
}

/** How the client is told of a key, or of none. */
export function credentials(client: HttpClient, key: string | null): readonly string[] {
  if (key === null) return [];
  return client === 'curl' ? ['--user', `ci:${key}`] : ['--user=ci', `--password=${key}`];
}
