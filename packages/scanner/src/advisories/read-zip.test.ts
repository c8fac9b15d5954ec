import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type DatabaseLimits, databaseLimits } from './limits.ts';
import { readDatabase } from './read-database.ts';
import { fixtureBytes } from './testing/fixtures.ts';
import { readAll } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { type ZipEntry, zipBytes } from './testing/zip-bytes.ts';

const malware: ZipEntry = { name: 'MAL-1.json', body: fixtureBytes('mal-every-version') };
const advisory: ZipEntry = { name: 'GHSA-1.json', body: fixtureBytes('ghsa-two-lines') };

async function readZipOf(bytes: Uint8Array, limits: Partial<DatabaseLimits> = {}) {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'all.zip');
  await writeFile(path, bytes);
  return await readAll(path, { limits });
}

function paddedRecord(bytes: number, filler = ' '): string {
  const record = fixtureBytes('mal-every-version').toString();
  return record + filler.repeat(bytes - record.length);
}

const good = ['GHSA-1.json: GHSA-7q2c-hx4m-9f3p', 'MAL-1.json: MAL-2024-110001'];

describe('a zipped database', () => {
  it('gives its records, deflated or stored, and passes over what is not JSON', async () => {
    const entries = [
      { name: 'folder/', body: '' },
      malware,
      { name: 'README.md', body: 'hello' },
      { ...advisory, method: 0 },
    ];
    expect(await readZipOf(zipBytes(entries))).toEqual(good);
  });

  it('counts bad records and gives the good ones after them', async () => {
    const entries = [
      { name: 'a.json', body: '{' },
      { name: 'b.json', body: '[]' },
      malware,
      advisory,
    ];
    expect(await readZipOf(zipBytes(entries))).toEqual([
      ...good,
      'a.json: not-json',
      'b.json: not-osv',
    ]);
  });

  it('D5.9 never takes a name for a path', async () => {
    const names = ['../a.json', '/etc/b.json', 'c\\d.json', 'C:/e.json', 'x/../../f.json'];
    const entries = names.map((name) => ({ ...malware, name }));
    const lines = await readZipOf(zipBytes([...entries, malware]));
    expect(lines).toHaveLength(6);
    expect(lines.filter((line) => line.endsWith(': name-unsafe'))).toHaveLength(5);
    expect(lines).toContain('MAL-1.json: MAL-2024-110001');
  });

  it('reports names on one line and of bounded length', async () => {
    const name = `${'a'.repeat(300)}\r\n.json`;
    const [line] = await readZipOf(zipBytes([{ name, body: '{' }]));
    expect(line).toBe(`${'a'.repeat(200)}: not-json`);
  });

  it('stops with the reason of the signal', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'all.zip');
    await writeFile(path, zipBytes([malware, advisory]));
    const abort = new AbortController();
    const reason = new Error('enough');
    const entries = readDatabase(path, { signal: abort.signal });
    expect((await entries.next()).done).toBe(false);
    abort.abort(reason);
    await expect(entries.next()).rejects.toBe(reason);
  });
});

describe('D5.7 a hostile zip', () => {
  it('loses an entry that lies about its size, its checksum or its method', async () => {
    const entries = [
      { ...malware, name: 'longer.json', claimedBytes: 10 },
      { ...malware, name: 'shorter.json', claimedBytes: 5_000 },
      { ...malware, name: 'other.json', claimedCrc32: 1 },
      { ...malware, name: 'lzma.json', method: 14 },
      { ...malware, name: 'noise.json', method: 0, body: 'noise', flags: 0 },
      { name: 'secret.json', body: 'x'.repeat(20), method: 0, flags: 1, claimedBytes: 8 },
      malware,
    ];
    expect(await readZipOf(zipBytes(entries))).toEqual([
      'MAL-1.json: MAL-2024-110001',
      'longer.json: unreadable',
      'lzma.json: unreadable',
      'noise.json: not-json',
      'other.json: unreadable',
      'secret.json: encrypted',
      'shorter.json: unreadable',
    ]);
  });

  it('loses a record of 10 MB without inflating it', async () => {
    const entries = [{ name: 'huge.json', body: paddedRecord(10_000_000) }, malware];
    expect(await readZipOf(zipBytes(entries))).toEqual([
      'MAL-1.json: MAL-2024-110001',
      'huge.json: too-large',
    ]);
  });

  it('loses an entry that inflates a thousandfold', async () => {
    const entries = [{ name: 'bomb.json', body: paddedRecord(4_000_000) }, malware];
    expect(await readZipOf(zipBytes(entries))).toEqual([
      'MAL-1.json: MAL-2024-110001',
      'bomb.json: inflates-too-much',
    ]);
  });

  it('is refused as a whole when its entries share their bytes', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `${index}.json`);
    const bytes = zipBytes([malware, ...names.map((name) => ({ ...malware, name, offset: 0 }))]);
    await expect(readZipOf(bytes)).rejects.toMatchObject({ code: 'OSV_DATABASE_UNREADABLE' });
  });

  it('is refused as a whole with more entries than the limit, or than it holds', async () => {
    const tooLarge = { code: 'OSV_DATABASE_TOO_LARGE', kind: 'too-large' };
    const bytes = zipBytes([malware, advisory]);
    await expect(readZipOf(bytes, { entriesMax: 1 })).rejects.toMatchObject(tooLarge);
    const lying = zipBytes([malware, advisory], 60_000);
    await expect(readZipOf(lying)).rejects.toMatchObject({ code: 'OSV_DATABASE_UNREADABLE' });
  });

  it('is refused as a whole when all of it inflates to more than the limit', async () => {
    const limits = { totalBytesMax: 1_000 };
    const refused = { code: 'OSV_DATABASE_TOO_LARGE', details: { totalBytesMax: 1_000 } };
    await expect(readZipOf(zipBytes([malware, advisory]), limits)).rejects.toMatchObject(refused);
  });

  it('is refused as a whole when it is none, or cut off', async () => {
    const whole = zipBytes([malware, advisory]);
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PK'),
      whole.subarray(0, whole.length - 30),
    ]) {
      await expect(readZipOf(bytes)).rejects.toMatchObject({
        code: 'OSV_DATABASE_UNREADABLE',
        kind: 'invalid',
      });
    }
  });

  it('costs less than 256 MB of memory for 320 MB of records', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'all.zip');
    const body = paddedRecord(databaseLimits.recordBytesMax);
    const names = Array.from({ length: 40 }, (_, index) => `${index}.json`);
    await writeFile(path, zipBytes(names.map((name) => ({ name, body }))));
    const script = fileURLToPath(new URL('testing/peak-memory.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, path]);
    const { records, peakKibibytes } = JSON.parse(stdout) as Record<string, number>;
    expect(records).toBe(40);
    expect(peakKibibytes).toBeLessThan(256 * 1024);
  }, 60_000);
});
