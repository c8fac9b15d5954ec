import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contestant } from './contestant.ts';
import { freePort } from './free-port.ts';
import { startProcess } from './start-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface DockerRegistry extends Contestant {
  readonly registryUrl: string;
}

export function isDockerRegistryInstalled(): boolean {
  return spawnSync('docker-registry', ['--version']).status === 0;
}

/**
 * As its own default configuration, with a log of errors only, and as a pull-through cache where it
 * is to be one. Asks nobody who they are.
 */
function configurationOf(folder: string, port: number, upstreamUrl: string | null): string {
  return `
version: 0.1
log: { level: error, accesslog: { disabled: true } }
storage:
  filesystem: { rootdirectory: ${folder}/storage }
  cache: { blobdescriptor: inmemory }
http: { addr: 127.0.0.1:${port} }
${upstreamUrl === null ? '' : `proxy: { remoteurl: ${upstreamUrl} }`}
`;
}

/** The registry that everybody knows, on a file system of its own. */
export function startDockerRegistry(signal: AbortSignal): Promise<DockerRegistry> {
  return start(null, signal);
}

export interface RegistryPullThrough extends DockerRegistry {
  /** What it gets from where it has nothing. */
  readonly upstream: DockerRegistry;
}

/** Two of them: one that passes on what the other has. */
export async function startRegistryPullThrough(signal: AbortSignal): Promise<RegistryPullThrough> {
  await using starting = new AsyncDisposableStack();
  const upstream = starting.use(await start(null, signal));
  const proxy = starting.use(await start(upstream.registryUrl, signal));
  const running = starting.move();
  return { ...proxy, upstream, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function start(upstreamUrl: string | null, signal: AbortSignal): Promise<DockerRegistry> {
  await using starting = new AsyncDisposableStack();
  const { path } = starting.use(await temporaryFolder('docker-registry'));
  const port = await freePort();
  const configuration = join(path, 'config.yml');
  await writeFile(configuration, configurationOf(path, port, upstreamUrl));
  const registryUrl = `http://127.0.0.1:${port}`;
  const server = starting.use(
    await startProcess({
      command: 'docker-registry',
      args: ['serve', configuration],
      ready: `${registryUrl}/v2/`,
      signal,
    }),
  );
  const running = starting.move();
  return {
    name: 'docker-registry',
    pid: server.pid,
    registryUrl,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
