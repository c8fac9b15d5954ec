import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { answered } from './answered.ts';
import type { Contestant } from './contestant.ts';
import { freePort } from './free-port.ts';
import { startProcess } from './start-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Verdaccio extends Contestant {
  readonly registryUrl: string;
  readonly token: string;
}

/**
 * As its own default configuration, without the web page, with room for large packages, and with
 * an upstream only where it is to have one.
 */
function configurationOf(folder: string, upstreamUrl: string | null): string {
  return `
storage: ${folder}/storage
auth:
  htpasswd:
    file: ${folder}/htpasswd
uplinks: ${upstreamUrl === null ? '{}' : `{ upstream: { url: ${upstreamUrl}/ } }`}
packages:
  '@*/*':
    access: $all
    publish: $authenticated
  '**':
    access: $all
    publish: $authenticated
    ${upstreamUrl === null ? '' : 'proxy: upstream'}
web:
  enable: false
max_body_size: 512mb
log: { type: stdout, format: pretty, level: fatal }
`;
}

/** Verdaccio on a storage of its own, with one user. */
export function startVerdaccio(signal: AbortSignal): Promise<Verdaccio> {
  return start(null, signal);
}

export interface PullThrough extends Verdaccio {
  /** What it gets from where it has nothing. */
  readonly upstream: Verdaccio;
}

/** Two of them: one that passes on what the other has. */
export async function startPullThrough(signal: AbortSignal): Promise<PullThrough> {
  await using starting = new AsyncDisposableStack();
  const upstream = starting.use(await start(null, signal));
  const proxy = starting.use(await start(upstream.registryUrl, signal));
  const running = starting.move();
  return { ...proxy, upstream, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function start(upstreamUrl: string | null, signal: AbortSignal): Promise<Verdaccio> {
  await using starting = new AsyncDisposableStack();
  const { path } = starting.use(await temporaryFolder('verdaccio'));
  const configuration = join(path, 'config.yaml');
  await writeFile(configuration, configurationOf(path, upstreamUrl));
  const registryUrl = `http://127.0.0.1:${await freePort()}`;
  const package_ = dirname(createRequire(import.meta.url).resolve('verdaccio/package.json'));
  const server = starting.use(
    await startProcess({
      command: process.execPath,
      args: [join(package_, 'bin/verdaccio'), '--config', configuration, '--listen', registryUrl],
      env: { NODE_ENV: 'production' },
      ready: `${registryUrl}/-/ping`,
      signal,
    }),
  );
  const token = await addUser(registryUrl, signal);
  const running = starting.move();
  return {
    name: 'Verdaccio',
    pid: server.pid,
    registryUrl,
    token,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function addUser(registryUrl: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${registryUrl}/-/user/org.couchdb.user:bench`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench', password: 'bench on one machine' }),
    signal,
  });
  const { token } = (await (await answered(response)).json()) as { token: string };
  return token;
}
