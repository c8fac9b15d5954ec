import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** A Helm with a home of its own. */
export interface HelmDesk {
  readonly folder: string;
  run(...args: readonly string[]): Promise<ClientRun>;
}

export async function openDesk(): Promise<HelmDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-helm-'));
  const env = { PATH: process.env['PATH'], HOME: folder };
  return {
    folder,
    run: async (...args) => {
      try {
        const { stdout, stderr } = await run('helm', args, { cwd: folder, env, timeout: 90_000 });
        return { exitCode: 0, output: stdout + stderr };
      } catch (error) {
        const failed = error as { code?: number; stdout?: string; stderr?: string };
        return {
          exitCode: typeof failed.code === 'number' ? failed.code : 1,
          output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
        };
      }
    },
  };
}

/** Packages a chart with Helm itself. */
export async function packageChart(
  desk: HelmDesk,
  name: string,
  version: string,
  note = '',
): Promise<Buffer> {
  const source = await mkdtemp(join(tmpdir(), 'bonded-chart-'));
  const folder = join(source, name);
  await mkdir(join(folder, 'templates'), { recursive: true });
  const chart = `apiVersion: v2\nname: ${name}\nversion: ${version}\ndescription: The ${name}\n`;
  await writeFile(join(folder, 'Chart.yaml'), chart);
  await writeFile(join(folder, 'values.yaml'), `note: "${note}"\n`);
  const { exitCode, output } = await desk.run('package', folder, '--destination', source);
  if (exitCode !== 0) throw new Error(output);
  return readFile(join(source, `${name}-${version}.tgz`));
}
