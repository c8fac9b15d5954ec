import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packZip } from '../../contract/archives.ts';

const run = promisify(execFile);

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** A project whose Composer asks one repository, with one key or none, and nothing else. */
export interface ComposerProject {
  readonly folder: string;
  run(...args: readonly string[]): Promise<ClientRun>;
  require(links: Readonly<Record<string, string>>): Promise<void>;
  /** The versions of its lock file, by name. */
  locked(): Promise<Readonly<Record<string, string>>>;
}

export async function openProject(url: string, key: string | null): Promise<ComposerProject> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-composer-'));
  const home = join(folder, '.home');
  const require = (links: Readonly<Record<string, string>>) => {
    const manifest = {
      name: 'acme/project',
      repositories: [{ type: 'composer', url }, { 'packagist.org': false }],
      config: { 'secure-http': false, 'allow-plugins': false },
      require: links,
    };
    return writeFile(join(folder, 'composer.json'), JSON.stringify(manifest));
  };
  await require({});
  const credentials = { username: 'token', password: key };
  const auth = key === null ? {} : { 'http-basic': { [new URL(url).host]: credentials } };
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    COMPOSER_HOME: home,
    COMPOSER_CACHE_DIR: join(folder, '.cache'),
    COMPOSER_AUTH: JSON.stringify(auth),
    COMPOSER_ALLOW_SUPERUSER: '1',
  };
  return {
    folder,
    require,
    run: async (...args) => {
      const words = [...args, '--no-interaction', '--no-ansi'];
      try {
        const { stdout, stderr } = await run('composer', words, {
          cwd: folder,
          env,
          timeout: 90_000,
        });
        return { exitCode: 0, output: stdout + stderr };
      } catch (error) {
        const failed = error as { code?: number; stdout?: string; stderr?: string };
        return {
          exitCode: typeof failed.code === 'number' ? failed.code : 1,
          output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
        };
      }
    },
    locked: async () => {
      const lock = JSON.parse(await readFile(join(folder, 'composer.lock'), 'utf8')) as {
        readonly packages: readonly { name: string; version: string }[];
      };
      return Object.fromEntries(lock.packages.map(({ name, version }) => [name, version]));
    },
  };
}

/** A package as a forge archives it: a folder around everything. */
export function packageZip(manifest: Readonly<Record<string, unknown>>): Promise<Buffer> {
  return packZip({
    'tool-abc123/composer.json': JSON.stringify({ type: 'library', license: 'MIT', ...manifest }),
    'tool-abc123/src/Tool.php': '<?php\nnamespace Acme;\nclass Tool {}\n',
  });
}
