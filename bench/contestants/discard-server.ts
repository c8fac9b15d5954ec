import { join } from 'node:path';
import type { Contestant } from './contestant.ts';
import { startProcess } from './start-process.ts';

export interface DiscardServer extends Contestant {
  readonly url: string;
}

/** Reads bodies and forgets them: the most that a Node server can take in over loopback. */
export async function startDiscardServer(signal: AbortSignal): Promise<DiscardServer> {
  const server = await startProcess({
    command: process.execPath,
    args: [join(import.meta.dirname, 'discard-server-process.ts')],
    ready: /^listening on \d+$/m,
    signal,
  });
  const port = /^listening on (\d+)$/m.exec(server.output)?.[1] ?? '';
  return {
    name: 'discard',
    pid: server.pid,
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
