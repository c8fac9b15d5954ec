import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@bonded/testing';
import { beforeEach, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

let directory: string;

beforeEach(async () => {
  directory = await tempDir();
  await mkdir(join(directory, 'src'));
  await writeFile(join(directory, 'src', 'page.tsx'), 'one');
});

it('a fingerprint is the same as long as nothing changes', async () => {
  expect(await fingerprint([directory])).toBe(await fingerprint([directory]));
});

it('a fingerprint changes with a byte, a name and a new file', async () => {
  const seen = [await fingerprint([directory])];
  await writeFile(join(directory, 'src', 'page.tsx'), 'two');
  seen.push(await fingerprint([directory]));
  await rename(join(directory, 'src', 'page.tsx'), join(directory, 'src', 'other.tsx'));
  seen.push(await fingerprint([directory]));
  await writeFile(join(directory, 'src', 'new.tsx'), '');
  seen.push(await fingerprint([directory]));
  expect(new Set(seen).size).toBe(4);
});

it('what is built does not count', async () => {
  const before = await fingerprint([directory]);
  for (const name of ['node_modules', '.next', 'generated']) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'built.js'), 'x');
  }
  expect(await fingerprint([directory])).toBe(before);
});
