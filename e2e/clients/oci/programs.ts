import { execFile } from 'node:child_process';
import { access, mkdtemp } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How to get a program that is not in Debian. */
const installs: Readonly<Record<string, string>> = {
  skopeo: 'apt-get install skopeo',
  buildah: 'apt-get install buildah',
  helm: '.ci/run installs it',
  crane: 'go install github.com/google/go-containerregistry/cmd/crane',
  oras: 'go install oras.land/oras/cmd/oras',
  cosign: 'go install github.com/sigstore/cosign/v3/cmd/cosign',
  conformance: 'go install github.com/opencontainers/distribution-spec/conformance',
};

export type Program = 'skopeo' | 'buildah' | 'helm' | 'crane' | 'oras' | 'cosign' | 'conformance';

/** Where a program is, or null when it is not installed, which fails in CI. */
export async function findProgram(name: Program): Promise<string | null> {
  const { PATH = '', GOPATH = join(homedir(), 'go'), CI } = process.env;
  for (const folder of [...PATH.split(delimiter), join(GOPATH, 'bin')]) {
    const path = join(folder, name);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  if (CI === 'true') throw new Error(`${name} is missing: ${installs[name]}`);
  return null;
}

export interface ProgramRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** Runs a client in a home of its own: nothing of the machine's configuration, nothing kept. */
export async function runProgram(
  path: string,
  args: readonly string[],
  options: { readonly home: string; readonly environment?: Readonly<Record<string, string>> },
): Promise<ProgramRun> {
  const { home, environment = {} } = options;
  const env = { PATH: process.env['PATH'], HOME: home, DOCKER_CONFIG: home, ...environment };
  try {
    const { stdout, stderr } = await run(path, args, {
      cwd: home,
      env: { ...env, REGISTRY_AUTH_FILE: join(home, 'auth.json') },
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { exitCode: 0, output: stdout + stderr };
  } catch (error) {
    const failed = error as { code?: number; stdout?: string; stderr?: string };
    return {
      exitCode: typeof failed.code === 'number' ? failed.code : 1,
      output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
    };
  }
}

export function newHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'bonded-oci-'));
}
