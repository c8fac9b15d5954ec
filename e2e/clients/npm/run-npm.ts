import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const installed = join(import.meta.dirname, '../../node_modules');
const cli = {
  npm: join(installed, 'npm/bin/npm-cli.js'),
  pnpm: join(installed, 'pnpm/bin/pnpm.cjs'),
};

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** Runs the real npm or pnpm in a folder, with nothing of the machine's own configuration. */
export async function runClient(
  client: keyof typeof cli,
  args: readonly string[],
  folder: string,
): Promise<ClientRun> {
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: folder,
    npm_config_cache: join(folder, '.cache'),
    npm_config_userconfig: join(folder, '.npmrc'),
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    npm_config_fetch_retries: '0',
    PNPM_HOME: join(folder, '.pnpm-home'),
    XDG_CACHE_HOME: join(folder, '.cache'),
    XDG_DATA_HOME: join(folder, '.data'),
    CI: 'true',
  };
  try {
    const { stdout, stderr } = await run(process.execPath, [cli[client], ...args], {
      cwd: folder,
      env,
      timeout: 90_000,
      maxBuffer: 16 * 1024 * 1024,
    });
    return { exitCode: 0, output: stdout + stderr };
  } catch (error) {
    const failed = error as { code?: number; stdout?: string; stderr?: string };
    return {
      exitCode: typeof failed.code === 'number' ? failed.code : 1,
      output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
    };
  }
}

/** An empty folder whose npm talks to one registry with one token. */
export async function clientFolder(registryUrl: string, token: string | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-npm-'));
  const host = registryUrl.replace(/^https?:/, '');
  const lines = [
    `registry=${registryUrl}`,
    ...(token === null ? [] : [`${host}:_authToken=${token}`]),
    'audit=false',
  ];
  await writeFile(join(folder, '.npmrc'), `${lines.join('\n')}\n`);
  return folder;
}

/** Writes a package into a folder of its own and returns the folder. */
export async function writePackage(
  folder: string,
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = { 'index.js': 'module.exports = 1;\n' },
): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
