import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureBytes } from './testing/fixtures.ts';
import { readAll } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

async function folderOf(files: Record<string, string | Uint8Array>) {
  const folder = await temporaryFolder();
  for (const [name, body] of Object.entries(files)) {
    const path = join(folder.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, body);
  }
  return folder;
}

const malware = fixtureBytes('mal-every-version');

describe('a database in a folder', () => {
  it('gives the records of all its folders, and passes over what is not JSON', async () => {
    await using folder = await folderOf({
      'npm/2025/MAL-1.json': malware,
      'npm/GHSA-1.json': fixtureBytes('ghsa-two-lines'),
      'README.md': 'hello',
      'bad.json': '{',
    });
    expect(await readAll(folder.path)).toEqual([
      'bad.json: not-json',
      'npm/2025/MAL-1.json: MAL-2024-110001',
      'npm/GHSA-1.json: GHSA-7q2c-hx4m-9f3p',
    ]);
  });

  it('D5.9 does not follow symbolic links out of itself', async () => {
    await using outside = await folderOf({ 'secret.json': malware });
    await using folder = await folderOf({ 'MAL-1.json': malware });
    await symlink(join(outside.path, 'secret.json'), join(folder.path, 'link.json'));
    await symlink(outside.path, join(folder.path, 'folder'));
    await symlink(folder.path, join(folder.path, 'circle'));
    expect(await readAll(folder.path)).toEqual([
      'MAL-1.json: MAL-2024-110001',
      'link.json: symbolic-link',
    ]);
  });

  it('D5.7 loses a record of 10 MB', async () => {
    await using folder = await folderOf({ 'huge.json': Buffer.alloc(10_000_000, ' ') });
    expect(await readAll(folder.path)).toEqual(['huge.json: too-large']);
  });

  it('D5.7 is refused beyond its limits', async () => {
    await using folder = await folderOf({ 'a/b/c.json': malware, 'd.json': malware });
    const tooLarge = { code: 'OSV_DATABASE_TOO_LARGE', kind: 'too-large' };
    for (const limits of [{ entriesMax: 3 }, { folderDepthMax: 1 }, { totalBytesMax: 500 }]) {
      await expect(readAll(folder.path, { limits })).rejects.toMatchObject(tooLarge);
    }
  });

  it('stops with the reason of the signal', async () => {
    await using folder = await folderOf({ 'a.json': malware });
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    await expect(readAll(folder.path, { signal })).rejects.toBe(reason);
  });

  it('that is not there is unreadable, and so is what is neither file nor folder', async () => {
    await using folder = await folderOf({});
    for (const path of [join(folder.path, 'absent'), '/dev/null']) {
      await expect(readAll(path)).rejects.toMatchObject({ code: 'OSV_DATABASE_UNREADABLE' });
    }
  });
});
