import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, untilAnswers } from '../../stack/listening.ts';

/** The small index that many teams run: a folder of distributions. */
export interface Pypiserver extends AsyncDisposable {
  /** The address of its `simple/`. */
  readonly url: string;
  /** What lies here is served. */
  readonly folder: string;
}

/** False where it is missing, which CI has. */
export async function hasPypiserver(): Promise<boolean> {
  try {
    await promisify(execFile)('pypi-server', ['--version']);
    return true;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return false;
  }
}

const readyTimeoutMs = 30_000;

export async function startPypiserver(): Promise<Pypiserver> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-pypiserver-'));
  const port = String(await freePort());
  const args = ['run', '-i', '127.0.0.1', '-p', port, '--disable-fallback', folder];
  const server = spawn('pypi-server', args, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const url = `http://127.0.0.1:${port}/simple/`;
  await untilAnswers(url, readyTimeoutMs);
  return {
    url,
    folder,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
