import { execFile, spawn } from 'node:child_process';
import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const installed = join(import.meta.dirname, '../../node_modules');

/** The program of each client and what comes before its arguments. All but bun run on our Node. */
const programs = {
  npm: [process.execPath, join(installed, 'npm/bin/npm-cli.js')],
  pnpm: [process.execPath, join(installed, 'pnpm/bin/pnpm.cjs')],
  yarn1: [process.execPath, join(installed, 'yarn/bin/yarn.js')],
  yarn4: [process.execPath, join(installed, '@yarnpkg/cli-dist/bin/yarn.js')],
  bun: [join(installed, 'bun/bin/bun.exe')],
} as const satisfies Record<string, readonly string[]>;

export type ClientName = keyof typeof programs;

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** Runs a real client in a folder, with nothing of the machine's own configuration. */
export async function runClient(
  client: ClientName,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ClientRun> {
  const [program, ...before] = programs[client];
  const env = { ...environmentIn(folder), ...environment };
  try {
    const { stdout, stderr } = await run(program, [...before, ...args], {
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

function environmentIn(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: folder,
    npm_config_cache: join(folder, '.cache'),
    npm_config_userconfig: join(folder, '.npmrc'),
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    npm_config_fetch_retries: '0',
    PNPM_HOME: join(folder, '.pnpm-home'),
    BUN_INSTALL_CACHE_DIR: join(folder, '.bun-cache'),
    YARN_CACHE_FOLDER: join(folder, '.yarn-cache'),
    XDG_CACHE_HOME: join(folder, '.cache'),
    XDG_DATA_HOME: join(folder, '.data'),
    CI: 'true',
  };
}

export interface StartedClient {
  /** Resolves with the match, or fails with what was printed when the client ends without it. */
  readonly prints: (pattern: RegExp) => Promise<string>;
  readonly ended: Promise<ClientRun>;
}

/** Starts a client that waits for something to happen elsewhere. */
export function startClient(
  client: ClientName,
  args: readonly string[],
  folder: string,
): StartedClient {
  const [program, ...before] = programs[client];
  const child = spawn(program, [...before, ...args], {
    cwd: folder,
    env: environmentIn(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<ClientRun>((resolve) => {
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
  const prints = (pattern: RegExp) => {
    const found = Promise.withResolvers<string>();
    const look = () => {
      const match = pattern.exec(output);
      if (match !== null) found.resolve(match[0]);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    look();
    void ended.then(() => found.reject(new Error(`${pattern} is not in:\n${output}`)));
    return found.promise;
  };
  return { prints, ended };
}

/** An empty folder whose clients talk to one registry with one token. */
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

/** The same for yarn 1, which else signs in for names with a scope alone. */
export async function yarn1Folder(registryUrl: string, token: string | null): Promise<string> {
  const folder = await clientFolder(registryUrl, token);
  await appendFile(join(folder, '.npmrc'), 'always-auth=true\n');
  return folder;
}

/** The same for yarn 4, which reads a file of its own. */
export async function yarn4Folder(registryUrl: string, token: string | null): Promise<string> {
  const folder = await clientFolder(registryUrl, token);
  const lines = [
    `npmRegistryServer: ${JSON.stringify(registryUrl.replace(/\/$/, ''))}`,
    ...(token === null ? [] : [`npmAuthToken: ${JSON.stringify(token)}`]),
    'npmAlwaysAuth: true',
    'unsafeHttpWhitelist: ["localhost", "127.0.0.1"]',
    'nodeLinker: node-modules',
    'enableTelemetry: false',
    'enableGlobalCache: false',
    'enableImmutableInstalls: false',
    'httpRetry: 0',
  ];
  await writeFile(join(folder, '.yarnrc.yml'), `${lines.join('\n')}\n`);
  // Without one it looks for a project further up.
  await writeFile(join(folder, 'yarn.lock'), '');
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
