import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnProcess, tempDir } from '@bonded/testing';
import { expect, it } from 'vitest';
import { lockDirectory } from './lock-directory.ts';

const module = pathToFileURL(join(import.meta.dirname, 'lock-directory.ts')).href;

/** Another process that claims the directory, says so, and stays. */
async function claimElsewhere(directory: string) {
  const script = `
    const { lockDirectory } = await import(${JSON.stringify(module)});
    try { await lockDirectory(process.argv[1]); console.log('claimed'); }
    catch (error) { console.log('refused ' + error.code); process.exit(); }
    setInterval(() => {}, 1000);`;
  return spawnProcess(process.execPath, {
    args: ['--input-type=module', '--eval', script, directory],
  });
}

it('a directory that a living process holds is refused, and the process is named', async () => {
  const directory = await tempDir();
  const holder = await claimElsewhere(directory);
  await holder.waitForLine(/claimed/);
  await expect(lockDirectory(directory)).rejects.toMatchObject({
    code: 'DIRECTORY_IN_USE',
    details: { pid: holder.pid },
  });
});

it('a claim whose process was killed is taken over', async () => {
  const directory = await tempDir();
  const holder = await claimElsewhere(directory);
  await holder.waitForLine(/claimed/);
  holder.kill('SIGKILL');
  await holder.exited;
  await using lock = await lockDirectory(directory);
  expect(lock).toBeDefined();
});

it('a claim whose process id now belongs to another process is taken over', async () => {
  const directory = await tempDir();
  await writeFile(join(directory, 'lock'), JSON.stringify({ pid: process.pid, startMark: '1' }));
  await using lock = await lockDirectory(directory);
  expect(lock).toBeDefined();
});

it('of ten processes that find an abandoned claim, exactly one gets the directory', async () => {
  const directory = await tempDir();
  await writeFile(join(directory, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, startMark: '1' }));
  const rivals = await Promise.all(Array.from({ length: 10 }, () => claimElsewhere(directory)));
  const answers = await Promise.all(rivals.map((rival) => rival.waitForLine(/claimed|refused/)));
  expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1);
});

it('a directory that was let go can be claimed; letting go twice harms nobody', async () => {
  const directory = await tempDir();
  const first = await lockDirectory(directory);
  await first.release();
  await using second = await lockDirectory(directory);
  await first.release();
  expect(await readFile(join(directory, 'lock'), 'utf8')).toContain(`${process.pid}`);
  expect(second).toBeDefined();
});
