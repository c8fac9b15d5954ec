import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort, untilAnswers } from '../../stack/listening.ts';

/** The registry that many teams run, on a storage of its own, with one user. */
export interface Verdaccio extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** `@closed/*` is for those who have signed in. */
function configurationOf(folder: string): string {
  return `
storage: ${folder}/storage
auth: { htpasswd: { file: ${folder}/htpasswd } }
uplinks: {}
packages:
  '@closed/*': { access: $authenticated, publish: $authenticated }
  '**': { access: $all, publish: $authenticated }
web: { enable: false }
log: { type: stdout, format: pretty, level: fatal }
`;
}

const readyTimeoutMs = 60_000;
const program = join(
  dirname(createRequire(import.meta.url).resolve('verdaccio/package.json')),
  'bin/verdaccio',
);

export async function startVerdaccio(): Promise<Verdaccio> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-verdaccio-'));
  const configuration = join(folder, 'config.yaml');
  await writeFile(configuration, configurationOf(folder));
  const url = `http://127.0.0.1:${await freePort()}/`;
  const server = spawn(
    process.execPath,
    [program, '--config', configuration, '--listen', url.slice(0, -1)],
    { stdio: 'ignore', env: { ...process.env, NODE_ENV: 'production' } },
  );
  const ended = once(server, 'exit');
  await untilAnswers(`${url}-/ping`, readyTimeoutMs);
  const user = { username: 'relay', password: 'a password of this test' };
  return {
    url,
    ...user,
    token: await addUser(url, user),
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function addUser(
  url: string,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<string> {
  const answer = await fetch(`${url}-/user/org.couchdb.user:${username}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: username, password }),
  });
  if (!answer.ok) throw new Error(`Verdaccio took no user: ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
}
