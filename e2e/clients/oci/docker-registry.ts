import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, untilAnswers } from '../../stack/listening.ts';

/** The registry that everybody knows, as Debian has it, on a file system of its own. */
export interface DockerRegistry extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  readonly host: string;
}

const program = '/usr/bin/docker-registry';
const readyTimeoutMs = 30_000;

export function isDockerRegistryInstalled(): Promise<boolean> {
  return access(program).then(
    () => true,
    () => false,
  );
}

export async function startDockerRegistry(): Promise<DockerRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const configuration = join(folder, 'config.yml');
  await writeFile(
    configuration,
    `
version: 0.1
log: { level: error, accesslog: { disabled: true } }
storage: { filesystem: { rootdirectory: ${folder}/storage } }
http: { addr: ${host} }
`,
  );
  const server = spawn(program, ['serve', configuration], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  await untilAnswers(`http://${host}/v2/`, readyTimeoutMs);
  return {
    url: `http://${host}/`,
    host,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
