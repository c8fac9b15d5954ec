import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyEncryptionKey, readKeyEncryptionKey } from './key-encryption-key.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonded-kek-'));
});
afterAll(() => rm(folder, { recursive: true }));

const good = randomBytes(32);

describe('a key file', () => {
  it('is created for its owner alone, reads back the same, and is never overwritten', async () => {
    const path = join(folder, 'created');
    const created = await createKeyEncryptionKey(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const read = await readKeyEncryptionKey(path);
    expect(read.id).toBe(created.id);
    expect(read.key.reveal()).toEqual(created.key.reveal());
    await expect(createKeyEncryptionKey(path)).rejects.toThrow(/EEXIST/);
  });

  it.each([
    ['raw', good],
    ['hex', `${good.toString('hex')}\n`],
    ['base64', `${good.toString('base64')}\n`],
  ])('may hold its 32 bytes as %s', async (name, content) => {
    const path = await keyFile(`form-${name}`, content);
    expect((await readKeyEncryptionKey(path)).key.reveal()).toEqual(Uint8Array.from(good));
  });

  it.each([
    ['empty', '', /empty/],
    ['short', randomBytes(31), /31 bytes/],
    ['long', randomBytes(33), /33 bytes/],
    ['huge', randomBytes(2_000), /too large/],
    ['all-equal', Buffer.alloc(32, 7), /sample/],
    ['zero-hex', '00'.repeat(32), /sample/],
    ['repeated', Buffer.from('0123'.repeat(8), 'latin1'), /sample/],
    ['counting', Buffer.from(Array.from({ length: 32 }, (_, at) => at)), /sample/],
    ['phrase', 'change-me-change-me-please-now!!', /sample/],
  ])('D6.8 is refused when %s', async (name, content, reason) => {
    const path = await keyFile(`bad-${name}`, content);
    const refused = { code: 'KEY_FILE_NOT_USABLE', kind: 'invalid' };
    await expect(readKeyEncryptionKey(path)).rejects.toMatchObject(refused);
    await expect(readKeyEncryptionKey(path)).rejects.toThrow(reason);
  });

  it('D6.8 is refused when missing', async () => {
    const missing = readKeyEncryptionKey(join(folder, 'absent'));
    await expect(missing).rejects.toThrow(/missing/);
  });

  it.each([0o644, 0o604, 0o602, 0o620, 0o777])('D6.8 is refused with mode %o', async (mode) => {
    const path = await keyFile(`mode-${mode}`, good);
    await chmod(path, mode);
    await expect(readKeyEncryptionKey(path)).rejects.toThrow(/use 0600/);
  });

  it('may be readable by the group, as mounted secrets are', async () => {
    const path = await keyFile('group', good);
    await chmod(path, 0o440);
    expect((await readKeyEncryptionKey(path)).id).toMatch(/^[0-9a-f]{8}$/);
  });
});

async function keyFile(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content, { mode: 0o600 });
  return path;
}
