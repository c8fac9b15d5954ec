import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@bonded/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseDestination } from '../address.ts';
import { sourcesOf } from './sources.ts';

let folder: string;

beforeEach(async () => {
  folder = await tempDir();
  await mkdir(join(folder, 'site/css'), { recursive: true });
  await writeFile(join(folder, 'a.txt'), 'a');
  await writeFile(join(folder, 'b.txt'), 'b');
  await writeFile(join(folder, 'site/index.html'), '<p>');
  await writeFile(join(folder, 'site/css/main.css'), 'p {}');
});

async function remotePaths(names: readonly string[], destination: string, isRecursive = false) {
  const paths = names.map((name) => join(folder, name));
  const options = { destination: parseDestination(destination), isRecursive };
  return (await sourcesOf(paths, options)).map(({ remotePath }) => remotePath);
}

describe('where an upload sends what', () => {
  it('names a single file by the path of the destination', async () => {
    expect(await remotePaths(['a.txt'], 'acme/files')).toEqual(['a.txt']);
    expect(await remotePaths(['a.txt'], 'acme/files/x/y.txt')).toEqual(['x/y.txt']);
    expect(await remotePaths(['a.txt'], 'acme/files/x/')).toEqual(['x/a.txt']);
  });

  it('puts several files below the destination', async () => {
    expect(await remotePaths(['a.txt', 'b.txt'], 'acme/files/x')).toEqual(['x/a.txt', 'x/b.txt']);
  });

  it('takes a folder with its name when it is told to, and not by accident', async () => {
    expect(await remotePaths(['site'], 'acme/files/web', true)).toEqual([
      'web/site/css/main.css',
      'web/site/index.html',
    ]);
    const failed = { code: 'CLI_USAGE_INVALID' };
    await expect(remotePaths(['site'], 'acme/files')).rejects.toMatchObject(failed);
    await expect(remotePaths(['none'], 'acme/files')).rejects.toMatchObject(failed);
  });

  it('follows no link out of a folder', async () => {
    await symlink(join(folder, 'a.txt'), join(folder, 'site/link.txt'));
    expect(await remotePaths(['site'], 'acme/files', true)).not.toContain('site/link.txt');
  });
});
