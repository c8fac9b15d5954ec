import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** Somebody's cargo: a home of its own, one registry called `bonded`, one token or none. */
export interface Desk {
  readonly home: string;
  run(args: readonly string[], folder: string): Promise<ClientRun>;
}

export async function openDesk(indexUrl: string, token: string | null): Promise<Desk> {
  const home = await mkdtemp(join(tmpdir(), 'bonded-cargo-'));
  await writeFile(
    join(home, 'config.toml'),
    [
      '[registries.bonded]',
      `index = "sparse+${indexUrl}"`,
      ...(token === null ? [] : [`token = "${token}"`]),
      '[registry]',
      'global-credential-providers = ["cargo:token"]',
      '[net]',
      'retry = 0',
      '',
    ].join('\n'),
  );
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    CARGO_HOME: home,
    // The toolchain is the machine's, where it came by rustup.
    RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup'),
    CARGO_TERM_COLOR: 'never',
  };
  const runHere = async (args: readonly string[], cwd: string): Promise<ClientRun> => {
    try {
      const { stdout, stderr } = await run('cargo', args, { cwd, env, timeout: 90_000 });
      return { exitCode: 0, output: stdout + stderr };
    } catch (error) {
      const failed = error as { code?: number; stdout?: string; stderr?: string };
      return {
        exitCode: typeof failed.code === 'number' ? failed.code : 1,
        output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
      };
    }
  };
  return { home, run: runHere };
}

export interface CrateSource {
  readonly name: string;
  readonly version: string;
  /** Lines below `[dependencies]`. */
  readonly dependencies?: string;
  readonly code?: string;
}

/** Writes a crate into a folder of its own and returns the folder. */
export async function writeCrate(source: CrateSource): Promise<string> {
  const { name, version, dependencies = '', code = 'pub fn answer() -> u8 { 42 }\n' } = source;
  const folder = await mkdtemp(join(tmpdir(), 'bonded-crate-'));
  const manifest = [
    '[package]',
    `name = "${name}"`,
    `version = "${version}"`,
    'edition = "2021"',
    'license = "MIT"',
    `description = "The crate ${name}"`,
    'publish = ["bonded"]',
    '[dependencies]',
    dependencies,
    '',
  ];
  await writeFile(join(folder, 'Cargo.toml'), manifest.join('\n'));
  const library = join(folder, 'src/lib.rs');
  await mkdir(dirname(library), { recursive: true });
  await writeFile(library, code);
  return folder;
}
