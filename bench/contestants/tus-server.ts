import { join } from 'node:path';
import type { Contestant } from './contestant.ts';
import { startProcess } from './start-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface TusServer extends Contestant {
  readonly uploadsUrl: string;
}

/** The reference server on its file store: it neither hashes nor syncs what it takes in. */
export async function startTusServer(signal: AbortSignal): Promise<TusServer> {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await temporaryFolder('tus'));
  const server = starting.use(
    await startProcess({
      command: process.execPath,
      args: [join(import.meta.dirname, 'tus-server-process.ts'), folder.path],
      ready: /^listening on \d+$/m,
      signal,
    }),
  );
  const port = /^listening on (\d+)$/m.exec(server.output)?.[1] ?? '';
  const running = starting.move();
  return {
    name: '@tus/server',
    pid: server.pid,
    uploadsUrl: `http://127.0.0.1:${port}/files`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
