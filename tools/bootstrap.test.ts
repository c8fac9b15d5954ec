import { existsSync } from 'node:fs';
import { appendFile, chmod, copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type SpawnedProcess, spawnProcess, tempDir } from '@bonded/testing';
import { beforeEach, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const generated = 'packages/database/src/generated/client.ts';
let checkout: string;

/** Installs by linking to what is installed here, and counts how often it was asked to. */
const npm = `#!/bin/sh
echo "npm $*" >> calls
mkdir -p node_modules packages/database apps/gateway
for path in node_modules/node packages/database/node_modules apps/gateway/node_modules; do
  ln -sfn "${root}/$path" "$path"
done
mkdir -p apps/gateway/src/graphql/generated
touch node_modules/.modules.yaml apps/gateway/src/graphql/generated/pothos-types.ts`;

const schema = `
generator client {
  provider               = "prisma-client"
  output                 = "../packages/database/src/generated"
  generatedFileExtension = "ts"
}
datasource db {
  provider = "postgresql"
}
model Project {
  id String @id
}`;

/** What bootstrap hands over to: tells what it was given, and ends as it is told. */
const program = `
console.log('node', process.version, 'args', process.argv.slice(2).join(','));
const [command] = process.argv.slice(2);
if (command === 'wait') {
  process.on('SIGTERM', () => { console.log('told to stop'); process.exit(0); });
  setInterval(() => {}, 1000);
} else process.exitCode = Number(command ?? 0);`;

beforeEach(async () => {
  checkout = await tempDir();
  await mkdir(join(checkout, 'bin'));
  await mkdir(join(checkout, 'tools'));
  for (const path of [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'tools/bootstrap.mjs',
  ]) {
    await copyFile(join(root, path), join(checkout, path));
  }
  await mkdir(join(checkout, 'prisma'));
  await writeFile(join(checkout, 'prisma/schema.prisma'), schema);
  await writeFile(join(checkout, 'tools/check.ts'), program);
  await installWith(npm);
});

async function installWith(script: string): Promise<void> {
  await writeFile(join(checkout, 'bin/npm'), script);
  await chmod(join(checkout, 'bin/npm'), 0o755);
}

function bootstrap(...args: readonly string[]): Promise<SpawnedProcess> {
  return spawnProcess(process.execPath, {
    args: ['tools/bootstrap.mjs', ...args],
    cwd: checkout,
    env: environment(),
  });
}

const environment = () => ({
  PATH: `${checkout}/bin:/usr/bin:/bin`,
  BONDED_DATA_DIR: join(checkout, 'data'),
});

const installs = async (): Promise<string[]> =>
  (await readFile(join(checkout, 'calls'), 'utf8')).trim().split('\n');

it('a first run installs, generates, and hands over to our own Node', async () => {
  const run = await bootstrap('check', '0', 'more');
  const exit = await run.exited;
  expect(exit, run.output()).toEqual({ code: 0, signal: null });
  expect(run.output()).toMatch(/\[1\/2\] Installing dependencies … \d+\.\d s/);
  expect(run.output()).toMatch(/\[2\/2\] Generating the database client … \d+\.\d s/);
  expect(run.output()).toContain('node v24');
  expect(run.output()).toContain('args 0,more');
  expect(await installs()).toEqual([expect.stringContaining('--frozen-lockfile')]);
  expect(existsSync(join(checkout, generated))).toBe(true);
  expect((await stat(join(checkout, 'data'))).mode & 0o777).toBe(0o700);
});

it('a second run does neither again', async () => {
  await (await bootstrap('check')).exited;
  const again = await bootstrap('check');
  await again.exited;
  expect(again.output()).toMatch(/Installing dependencies … up to date/);
  expect(again.output()).toMatch(/Generating the database client … up to date/);
  expect(await installs()).toHaveLength(1);
});

it('a changed lockfile is installed, a changed schema generated', async () => {
  await (await bootstrap('check')).exited;
  await appendFile(join(checkout, 'prisma/schema.prisma'), '\n// more\n');
  const generating = await bootstrap('check');
  await generating.exited;
  expect(generating.output()).toMatch(/Generating the database client … \d/);
  await appendFile(join(checkout, 'pnpm-lock.yaml'), '\n');
  await (await bootstrap('check')).exited;
  expect(await installs()).toHaveLength(2);
});

it('a failed installation shows its last words and is tried again by the next run', async () => {
  await installWith('#!/bin/sh\necho "no such host"; exit 7');
  const failed = await bootstrap('check');
  expect(await failed.exited).toEqual({ code: 1, signal: null });
  expect(failed.output()).toContain('no such host');
  expect(failed.output()).toContain('bootstrap.log');
  await installWith(npm);
  expect(await (await bootstrap('check')).exited).toEqual({ code: 0, signal: null });
});

it('the exit code is that of the program', async () => {
  expect(await (await bootstrap('check', '3')).exited).toEqual({ code: 3, signal: null });
});

it('a signal is passed on, and the program decides when it ends', async () => {
  const run = await bootstrap('check', 'wait');
  await run.waitForLine(/args wait/);
  run.kill('SIGTERM');
  expect(await run.exited).toEqual({ code: 0, signal: null });
  expect(run.output()).toContain('told to stop');
});

it('an npm that is killed outright takes the program with it', async () => {
  const bootstrapAsNpm = `"${process.execPath}" tools/bootstrap.mjs check wait & wait`;
  const fakeNpm = await spawnProcess('/bin/sh', {
    args: ['-c', bootstrapAsNpm],
    cwd: checkout,
    env: { ...environment(), npm_lifecycle_event: 'check' },
  });
  await fakeNpm.waitForLine(/args wait/);
  fakeNpm.kill('SIGKILL');
  expect(await fakeNpm.waitForLine(/told to stop/)).toBe('told to stop');
});

it('an unknown command is refused before anything is done', async () => {
  const run = await bootstrap('format');
  expect(await run.exited).toEqual({ code: 1, signal: null });
  expect(run.output()).toContain('Usage:');
  expect(existsSync(join(checkout, 'calls'))).toBe(false);
});
