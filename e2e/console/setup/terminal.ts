import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { searchPath } from './programs.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');
const installed = join(root, 'e2e/node_modules');
const commandTimeoutMs = 120_000;

/** Programs that are installed with the tests, under the names that people call them by. */
const programs: Readonly<Record<string, readonly string[]>> = {
  npm: [process.execPath, join(installed, 'npm/bin/npm-cli.js')],
  pnpm: [process.execPath, join(installed, 'pnpm/bin/pnpm.cjs')],
  yarn: [process.execPath, join(installed, '@yarnpkg/cli-dist/bin/yarn.js')],
  bun: [join(installed, 'bun/bin/bun.exe')],
  bonded: [process.execPath, join(root, 'apps/cli/src/main.ts')],
};

/** There is no cluster here: what an installation would send to one is rendered instead. */
const helmWithoutCluster = `if [ "$1" = install ]; then shift; set -- template "$@"; fi
PATH=\${PATH#*:} exec helm "$@"`;

/** Somebody's first terminal on a new machine: an empty home, and what commands leave there. */
export class Terminal {
  readonly home: string;
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(home: string, environment: NodeJS.ProcessEnv) {
    this.home = home;
    this.#environment = environment;
  }

  static async open(environment: NodeJS.ProcessEnv = {}): Promise<Terminal> {
    const home = await mkdtemp(join(tmpdir(), 'bonded-setup-'));
    const bin = join(home, '.bin');
    await mkdir(bin);
    await mkdir(join(home, '.run'));
    for (const [name, words] of Object.entries(programs)) {
      await writeProgram(join(bin, name), `exec ${words.join(' ')} "$@"`);
    }
    await writeProgram(join(bin, 'helm'), helmWithoutCluster);
    const trust = await npmTrust();
    const path = [bin, searchPath].join(delimiter);
    return new Terminal(home, { ...machine(home), ...trust, PATH: path, ...environment });
  }

  /** A folder below the home, with files in it. */
  async folder(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
    const folder = join(this.home, name);
    await mkdir(folder, { recursive: true });
    for (const [path, content] of Object.entries(files)) await this.write(folder, path, content);
    return folder;
  }

  /** Writes a file of a folder, or of the home where its path says so. */
  async write(folder: string, path: string, content: string | Buffer): Promise<void> {
    const at = path.startsWith('~/') ? join(this.home, path.slice(2)) : join(folder, path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, content);
  }

  /**
   * Types a text into the shell, in a folder. Variables that it exports are there for the next one.
   * Throws what was printed where any of its commands fails.
   */
  async type(folder: string, text: string): Promise<string> {
    const state = join(this.home, '.exported');
    const script = `[ ! -e "${state}" ] || . "${state}"\n${text}\nexport -p > "${state}"`;
    try {
      const { stdout, stderr } = await run('bash', ['-e', '-o', 'pipefail', '-c', script], {
        cwd: folder,
        env: this.#environment,
        timeout: commandTimeoutMs,
        maxBuffer: 16 * 1024 * 1024,
      });
      return stdout + stderr;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${text}\n${stdout}${stderr}`, { cause: error });
    }
  }
}

async function writeProgram(path: string, script: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

/** The certificates by which the machine reaches the registry of everybody. */
async function npmTrust(): Promise<NodeJS.ProcessEnv> {
  const { stdout } = await run('npm', ['config', 'get', 'cafile']);
  const file = stdout.trim();
  return file === 'null' || file === '' ? {} : { npm_config_cafile: file };
}

/** What a machine has of its own, and where clients look elsewhere than at the home. */
function machine(home: string): NodeJS.ProcessEnv {
  return {
    HOME: home,
    LC_ALL: 'C.UTF-8',
    XDG_RUNTIME_DIR: join(home, '.run'),
    // Java asks the list of users, and not the environment.
    MAVEN_OPTS: `-Duser.home=${home} -XX:TieredStopAtLevel=1`,
    MAVEN_ARGS: '--batch-mode --no-transfer-progress',
    RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup'),
    GOTOOLCHAIN: 'local',
    UV_PYTHON_DOWNLOADS: 'never',
    // The clients of PyPI are installed for all tests: what pip installs here goes elsewhere.
    PIP_TARGET: join(home, 'site'),
    COMPOSER_ALLOW_SUPERUSER: '1',
    COMPOSER_NO_INTERACTION: '1',
    YARN_ENABLE_TELEMETRY: '0',
    npm_config_update_notifier: 'false',
  };
}
