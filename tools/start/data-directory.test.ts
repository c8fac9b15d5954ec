import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterTest, tempDir } from '@bonded/testing';
import { expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.ts';

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

async function open(path: string) {
  const directory = await openDataDirectory(path);
  afterTest(async () => directory[Symbol.asyncDispose]());
  return directory;
}

it('a data directory is made, and closed to others', async () => {
  const directory = await open(join(await tempDir(), 'deep', 'data'));
  for (const path of [directory.path, directory.keysDir, directory.logsDir]) {
    expect(await modeOf(path)).toBe(0o700);
  }
});

it('a data directory that was open to others is closed', async () => {
  const path = join(await tempDir(), 'data');
  await mkdir(path);
  await chmod(path, 0o755);
  await open(path);
  expect(await modeOf(path)).toBe(0o700);
});

it('a second start on one data directory is refused with the process that has it', async () => {
  const path = join(await tempDir(), 'data');
  await open(path);
  const second = openDataDirectory(path);
  await expect(second).rejects.toThrow(`already running on the data directory ${path}`);
  await expect(second).rejects.toThrow(`(process ${process.pid})`);
  await expect(second).rejects.toMatchObject({ code: 'START_REFUSED' });
});

it('a data directory can be opened again once it was closed', async () => {
  const path = join(await tempDir(), 'data');
  await using first = await openDataDirectory(path);
  await first[Symbol.asyncDispose]();
  expect((await open(path)).path).toBe(path);
});

it('a path that is no directory is refused with the setting to change', async () => {
  const path = join(await tempDir(), 'file');
  await writeFile(path, '');
  await expect(openDataDirectory(path)).rejects.toThrow('set BONDED_DATA_DIR');
});
