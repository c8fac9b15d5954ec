import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Wheel } from '../pypi/wheel.ts';
import type { Contestant } from './contestant.ts';
import { freePort } from './free-port.ts';
import { startProcess } from './start-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Pypiserver extends Contestant {
  readonly url: string;
  /** Puts a wheel where it is served from. */
  put(wheel: Wheel): Promise<void>;
}

export function isPypiserverInstalled(): boolean {
  return spawnSync('pypi-server', ['--version']).status === 0;
}

/** A folder of wheels as a simple index, on its default server. Asks nobody. */
export async function startPypiserver(signal: AbortSignal): Promise<Pypiserver> {
  await using starting = new AsyncDisposableStack();
  const { path } = starting.use(await temporaryFolder('pypiserver'));
  const folder = join(path, 'packages');
  await mkdir(folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = starting.use(
    await startProcess({
      command: 'pypi-server',
      args: ['run', '-i', '127.0.0.1', '-p', String(port), '--disable-fallback', folder],
      ready: url,
      signal,
    }),
  );
  const running = starting.move();
  return {
    name: 'pypiserver',
    pid: server.pid,
    url,
    put: ({ fileName, content }) => writeFile(join(folder, fileName), content),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
