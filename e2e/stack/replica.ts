import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { freePort, untilAnswers } from './listening.ts';
import { pidOf } from './processes.ts';

/** A second gateway on the database and the files of the first. */
export interface Replica extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

const readyTimeoutMs = 60_000;

/** Starts it as the first one was started, on a port of its own. */
export async function startReplica(): Promise<Replica> {
  const first = await pidOf('gateway');
  const command = await linesOf(`/proc/${first}/cmdline`);
  const settings = await linesOf(`/proc/${first}/environ`);
  const port = await freePort();
  const [program = '', ...args] = command;
  const server = spawn(program, args, {
    cwd: new URL('../../', import.meta.url).pathname,
    stdio: 'ignore',
    env: {
      ...Object.fromEntries(settings.map(settingOf)),
      BONDED_GATEWAY_PORT: String(port),
    },
  });
  const ended = once(server, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/readyz`, readyTimeoutMs);
  return {
    url,
    pid: server.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await ended;
    },
  };
}

function settingOf(line: string): [name: string, value: string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}

async function linesOf(path: string): Promise<readonly string[]> {
  return (await readFile(path, 'utf8')).split('\0').filter((line) => line !== '');
}
