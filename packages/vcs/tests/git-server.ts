import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Answer, AskRequest, VcsCall } from '@bonded/vcs';
import { gitDriver } from '@bonded/vcs/git';

const run = promisify(execFile);

export interface GitServer extends AsyncDisposable {
  readonly url: string;
  readonly call: VcsCall;
  readonly git: (...args: readonly string[]) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
}

/** A real repository behind git's own `http-backend`. */
export async function openGitServer(): Promise<GitServer> {
  const root = await mkdtemp(join(tmpdir(), 'bonded-git-'));
  const git = async (...args: readonly string[]) =>
    (await run('git', [...args], { cwd: root, maxBuffer: 1 << 26 })).stdout.trim();
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.email', 'dev@acme.test');
  await git('config', 'user.name', 'Dev');
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://git.test');
    const child = spawn('git', ['http-backend'], {
      env: {
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        REQUEST_METHOD: request.method,
        PATH_INFO: url.pathname.replace('/repository', ''),
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(child.stdin);
    void Array.fromAsync<Buffer>(child.stdout).then((chunks) => {
      const output = Buffer.concat(chunks);
      const head = output.toString('latin1', 0, output.indexOf('\r\n\r\n'));
      response.statusCode = Number(/^Status: (\d+)/m.exec(head)?.[1] ?? 200);
      response.end(output.subarray(head.length + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port, so this is no pipe.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/repository`;
  return {
    url,
    git,
    write: (path, text) => writeFile(join(root, path), text),
    call: {
      place: gitDriver.place({ url: new URL(url), apiUrl: null }),
      credential: null,
      ask,
      pages: { get: () => Promise.resolve(null), put: () => Promise.resolve() },
      signal: new AbortController().signal,
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function ask({ url, method = 'GET', headers = {}, body }: AskRequest): Promise<Answer> {
  const answer = await fetch(url, { method, headers, ...(body && { body: Buffer.from(body) }) });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    url,
    body: (async function* chunks() {
      yield await Promise.resolve(bytes);
    })(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
