import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** False where pip, twine or uv is missing, which CI has. */
export async function hasPythonClients(): Promise<boolean> {
  try {
    for (const client of ['pip', 'twine', 'uv']) await run(client, ['--version']);
    return true;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return false;
  }
}

/** Somebody's desk: a home and a place to install to, with nothing of the machine's own. */
export class PythonDesk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<PythonDesk> {
    return new PythonDesk(await mkdtemp(join(tmpdir(), 'bonded-pypi-')));
  }

  get target(): string {
    return join(this.folder, 'site');
  }

  /** The address with the key in it, as people give it to pip. */
  static as(key: string | null, address: string): string {
    return key === null ? address : address.replace('://', `://ci:${key}@`);
  }

  pipInstall(index: string, ...args: readonly string[]): Promise<ClientRun> {
    const to = ['--target', this.target, '--upgrade', '--index-url', index];
    return this.run(
      'pip',
      'install',
      '--no-cache-dir',
      '--disable-pip-version-check',
      ...to,
      ...args,
    );
  }

  uvInstall(index: string, ...args: readonly string[]): Promise<ClientRun> {
    const to = ['--target', this.target, '--index-url', index, '--no-cache'];
    return this.run('uv', 'pip', 'install', ...to, ...args);
  }

  twineUpload(address: string, key: string | null, ...args: readonly string[]): Promise<ClientRun> {
    const as = key === null ? [] : ['--username', '__token__', '--password', key];
    const quiet = ['--non-interactive', '--disable-progress-bar'];
    return this.run('twine', 'upload', ...quiet, '--repository-url', address, ...as, ...args);
  }

  uvPublish(address: string, key: string, ...args: readonly string[]): Promise<ClientRun> {
    const as = ['--publish-url', address, '--token', key, '--trusted-publishing', 'never'];
    return this.run('uv', 'publish', ...as, ...args);
  }

  async run(client: string, ...args: readonly string[]): Promise<ClientRun> {
    const env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      LANG: 'C.UTF-8',
      COLUMNS: '1000',
      NO_COLOR: '1',
      PIP_CONFIG_FILE: '/dev/null',
      PIP_RETRIES: '0',
      UV_NO_CONFIG: '1',
      UV_PYTHON_DOWNLOADS: 'never',
      PYTHON_KEYRING_BACKEND: 'keyring.backends.null.Keyring',
    };
    const options = { cwd: this.folder, env, timeout: 90_000, maxBuffer: 16 * 1024 * 1024 };
    try {
      const { stdout, stderr } = await run(client, args, options);
      return { exitCode: 0, output: stdout + stderr };
    } catch (error) {
      const failed = error as { code?: number; stdout?: string; stderr?: string };
      return {
        exitCode: typeof failed.code === 'number' ? failed.code : 1,
        output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
      };
    }
  }
}
