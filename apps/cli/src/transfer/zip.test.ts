import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { tempDir } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { openAdvisoryFile } from './advisory-file.ts';
import { zipOf } from './zip.ts';

const { signal } = new AbortController();

/** What a reader that is not ours finds in a zip: names and checked content. */
async function contentOf(chunks: AsyncIterable<Uint8Array>) {
  const path = join(await tempDir(), 'it.zip');
  await pipeline(chunks, createWriteStream(path));
  const zip = await openPromise(path);
  const found = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const parts = await Array.fromAsync(await zip.openReadStreamPromise(entry));
    const bytes = Buffer.concat(parts as Buffer[]);
    expect(crc32(bytes)).toBe(entry.crc32);
    found.set(entry.fileName, bytes.toString());
  }
  return found;
}

describe('a zip that is written as it is read', () => {
  it('holds every entry, names in any language', async () => {
    async function* entries() {
      yield { name: 'a.json', bytes: Buffer.from('{"a":1}') };
      yield { name: 'deep/größe.json', bytes: Buffer.from('x'.repeat(100_000)) };
      yield { name: 'empty.json', bytes: Buffer.alloc(0) };
    }
    const found = await contentOf(zipOf(entries()));
    expect([...found.keys()]).toEqual(['a.json', 'deep/größe.json', 'empty.json']);
    expect(found.get('deep/größe.json')).toBe('x'.repeat(100_000));
  });

  it('may be empty', async () => {
    async function* nothing() {}
    expect((await contentOf(zipOf(nothing()))).size).toBe(0);
  });

  // A database has hundreds of thousands of records; the plain directory counts to 65,535.
  it('holds more entries than fit into the first format of zips', async () => {
    async function* many() {
      for (let at = 0; at < 66_000; at += 1) {
        yield { name: `${at}.json`, bytes: Buffer.from('{}') };
      }
    }
    const path = join(await tempDir(), 'many.zip');
    await pipeline(zipOf(many()), createWriteStream(path));
    const zip = await openPromise(path);
    expect(zip.entryCount).toBe(66_000);
    for await (const { fileName } of zip.eachEntry()) {
      expect(fileName).toBe('0.json');
      break;
    }
  });
});

describe('a database that lies here', () => {
  it('is the .json files of a folder, however deep, and nothing else of it', async () => {
    const folder = await tempDir();
    await mkdir(join(folder, 'npm/deep'), { recursive: true });
    await writeFile(join(folder, 'npm/one.json'), '{"id":"one"}');
    await writeFile(join(folder, 'npm/deep/two.json'), '{"id":"two"}');
    await writeFile(join(folder, 'README.md'), 'hello');
    const file = await openAdvisoryFile(folder, signal);
    const reached: number[] = [];
    const found = await contentOf(file.open((bytes) => reached.push(bytes)));
    expect([...found.keys()].toSorted()).toEqual(['npm/deep/two.json', 'npm/one.json']);
    expect(reached.at(-1)).toBe(file.totalBytes);
  });

  it('is a zip as it is', async () => {
    const path = join(await tempDir(), 'all.zip');
    await writeFile(path, 'whatever the server makes of it');
    const file = await openAdvisoryFile(path, signal);
    const bytes = Buffer.concat(await Array.fromAsync(file.open(() => {})));
    expect(bytes.toString()).toBe('whatever the server makes of it');
  });

  it('is refused before anything is sent when there is none', async () => {
    const folder = await tempDir();
    const failed = { code: 'CLI_USAGE_INVALID' };
    await expect(openAdvisoryFile(folder, signal)).rejects.toMatchObject(failed);
    await expect(openAdvisoryFile(join(folder, 'no'), signal)).rejects.toMatchObject(failed);
  });
});
