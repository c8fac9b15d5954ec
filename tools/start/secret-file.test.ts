import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@bonded/testing';
import { expect, it } from 'vitest';
import { keptSecret, randomKey, randomPassword, randomText } from './secret-file.ts';

it('a secret is made once, kept, and readable by its owner alone', async () => {
  const path = join(await tempDir(), 'kek');
  const first = await keptSecret(path, randomKey);
  const second = await keptSecret(path, randomKey);
  expect(first.isNew).toBe(true);
  expect(second).toEqual({ ...first, isNew: false });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path)).toEqual(first.content);
});

it('a start that died while making a secret does not stand in the way of the next', async () => {
  const directory = await tempDir();
  const path = join(directory, 'kek');
  await keptSecret(`${path}.draft`, randomText);
  const { content } = await keptSecret(path, randomKey);
  expect(content).toHaveLength(32);
  expect(await readdir(directory)).toEqual(['kek']);
});

it('a key has 32 bytes, a text 43 characters, a password 20 sayable ones', () => {
  expect(randomKey()).toHaveLength(32);
  expect(randomText().toString()).toMatch(/^[\w-]{43}$/);
  expect(randomPassword().toString()).toMatch(
    /^([0-9a-hj-km-np-tv-z]{5}-){3}[0-9a-hj-km-np-tv-z]{5}$/,
  );
  expect(randomPassword()).not.toEqual(randomPassword());
});
