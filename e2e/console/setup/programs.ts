import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const goPrograms = join(process.env['GOPATH'] ?? join(homedir(), 'go'), 'bin');

/** Where a terminal looks for programs of the machine. Our own Node comes before its own. */
export const searchPath = [
  dirname(process.execPath),
  ...(process.env['PATH'] ?? '').split(delimiter),
  goPrograms,
].join(delimiter);

/** What clients need that is not installed with the tests. Those that are not here need nothing. */
const needs: Readonly<Record<string, readonly string[]>> = {
  uv: ['uv', 'python3'],
  twine: ['twine', 'python', 'pyproject-build'],
  pip: ['pip', 'twine', 'pyproject-build'],
  mvn: ['mvn'],
  skopeo: ['skopeo'],
  oras: ['oras'],
  helm: ['helm', 'curl'],
  go: ['go', 'curl', 'openssl'],
  composer: ['composer'],
  cargo: ['cargo'],
  curl: ['curl'],
};

/** The programs of a client that this machine lacks: none in CI, where `.ci/run` installs them. */
export async function missingPrograms(client: string): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const program of needs[client] ?? []) {
    if (!(await isInstalled(program))) missing.push(program);
  }
  if (missing.length === 0 || process.env['CI'] !== 'true') return missing;
  throw new Error(`${missing.join()} is missing: .ci/run installs it`);
}

async function isInstalled(program: string): Promise<boolean> {
  for (const folder of searchPath.split(delimiter)) {
    const isThere = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}
