import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** Where a go command gets modules from, and as whom. */
export interface GoSource {
  readonly proxyUrl: string;
  /** Goes into `.netrc`. */
  readonly token: string | null;
  readonly certificate?: string;
  /** The key of the checksum database that is to vouch for all modules; none if left out. */
  readonly sumDatabase?: string;
}

/** False where go or openssl is missing, which CI has. */
export async function hasGo(): Promise<boolean> {
  try {
    await run('go', ['version']);
    await run('openssl', ['version']);
    return true;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return false;
  }
}

/** A module of somebody’s own, in a home of its own, that has fetched nothing yet. */
export class GoWorkspace {
  readonly folder: string;
  readonly #source: GoSource;

  private constructor(folder: string, source: GoSource) {
    this.folder = folder;
    this.#source = source;
  }

  static async create(source: GoSource): Promise<GoWorkspace> {
    const folder = await mkdtemp(join(tmpdir(), 'bonded-go-'));
    await writeFile(join(folder, 'go.mod'), 'module consumer.example/app\n\ngo 1.19\n');
    if (source.token !== null) {
      const { host } = new URL(source.proxyUrl);
      const line = `machine ${host} login ci password ${source.token}\n`;
      await writeFile(join(folder, '.netrc'), line, { mode: 0o600 });
    }
    return new GoWorkspace(folder, source);
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.folder, file), text);
  }

  /** Runs go with nothing of the machine's own configuration. */
  async go(...args: readonly string[]): Promise<ClientRun> {
    const { proxyUrl, certificate, sumDatabase } = this.#source;
    const env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      GOENV: 'off',
      GOPATH: join(this.folder, 'go'),
      GOCACHE: join(this.folder, 'cache'),
      GOPROXY: proxyUrl,
      // The checksum database of the world knows none of these modules, and is not to hear of them.
      ...(sumDatabase === undefined ? { GONOSUMDB: '*' } : { GOSUMDB: sumDatabase }),
      GOFLAGS: '-mod=mod',
      GOTOOLCHAIN: 'local',
      ...(certificate === undefined ? {} : { SSL_CERT_FILE: certificate }),
    };
    try {
      const options = { cwd: this.folder, env, timeout: 90_000, maxBuffer: 16 * 1024 * 1024 };
      const { stdout, stderr } = await run('go', args, options);
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
