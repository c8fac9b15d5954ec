import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contestant } from './contestant.ts';
import { freePort } from './free-port.ts';
import { startProcess } from './start-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Nginx extends Contestant {
  readonly url: string;
  /** Puts a file where it is served from. */
  put(name: string, content: Buffer): Promise<void>;
}

export function isNginxInstalled(): boolean {
  return spawnSync('nginx', ['-v']).status === 0;
}

/**
 * One worker that serves files from disk: what HTTP can do on this machine without asking anything.
 */
function configurationOf(folder: string, port: number): string {
  return `
daemon off;
master_process on;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 1000000;
  client_body_temp_path ${folder}/temp;
  proxy_temp_path ${folder}/temp;
  fastcgi_temp_path ${folder}/temp;
  uwsgi_temp_path ${folder}/temp;
  scgi_temp_path ${folder}/temp;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/files;
  }
}
`;
}

export async function startNginx(signal: AbortSignal): Promise<Nginx> {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await temporaryFolder('nginx'));
  const files = join(folder.path, 'files');
  await mkdir(files);
  const port = await freePort();
  const configuration = join(folder.path, 'nginx.conf');
  // Run as root, the worker would be another user, who may not enter our folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  await writeFile(configuration, `${user}${configurationOf(folder.path, port)}`);
  const url = `http://127.0.0.1:${port}`;
  const server = starting.use(
    await startProcess({
      command: 'nginx',
      args: ['-c', configuration, '-p', folder.path, '-e', join(folder.path, 'error.log')],
      ready: url,
      signal,
    }),
  );
  const running = starting.move();
  return {
    name: 'nginx',
    pid: server.pid,
    url,
    put: (name, content) => writeFile(join(files, name), content),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
