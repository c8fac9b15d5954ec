import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, bytesOf, readAll } from './conformance/bodies.ts';
import { describeBlobStore } from './conformance.ts';
import { blobPath } from './filesystem/layout.ts';
import {
  type FilesystemStores,
  openFilesystemStores,
} from './filesystem/open-filesystem-stores.ts';
import { VerifyingBlobStore } from './verifying-blob-store.ts';

const never = new AbortController().signal;
let root: string;
let stores: FilesystemStores;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bonded-verifying-'));
  stores = await openFilesystemStores(root, never, { batchBytes: 4096 });
});
afterAll(() => rm(root, { recursive: true }));

async function put(bytes: Uint8Array) {
  const staged = await stores.blobs.stage(bodyOf(bytes), { signal: never, bytesMax: 1e6 });
  await stores.blobs.publish(staged, never);
  return staged.digest;
}

describe('D1.11 bit rot never ends as a success', () => {
  test('1,000 flipped bits are 1,000 broken streams, none of which was whole', async () => {
    const bytes = bytesOf(50_001, 'bit rot');
    const digest = await put(bytes);
    const path = join(root, blobPath(digest));
    const store = new VerifyingBlobStore(stores.blobs);
    await chmod(path, 0o600);
    for (let round = 0; round < 1000; round += 1) {
      const bit = (round * 7919) % (bytes.length * 8);
      const rotten = Buffer.from(bytes);
      rotten.writeUInt8(rotten.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await writeFile(path, rotten);
      let seenBytes = 0;
      const reading = (async () => {
        const { chunks } = await store.read(digest, { signal: never });
        for await (const chunk of chunks) seenBytes += chunk.length;
      })();
      await expect(reading).rejects.toMatchObject({ code: 'BLOB_CORRUPT', kind: 'unavailable' });
      expect(seenBytes).toBeLessThan(bytes.length);
    }
    await writeFile(path, bytes);
    const healthy = await store.read(digest, { signal: never });
    expect((await readAll(healthy.chunks)).equals(bytes)).toBe(true);
  });

  test.each([
    ['shorter', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['longer', (bytes: Buffer) => Buffer.concat([bytes, bytes.subarray(0, 1)])],
    ['empty', () => Buffer.alloc(0)],
  ])('a file that became %s is noticed', async (title, spoil) => {
    const bytes = bytesOf(9000, `a file that became ${title}`);
    const digest = await put(bytes);
    await chmod(join(root, blobPath(digest)), 0o600);
    await writeFile(join(root, blobPath(digest)), spoil(bytes));
    const { chunks } = await new VerifyingBlobStore(stores.blobs).read(digest, { signal: never });
    await expect(readAll(chunks)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
  });

  test('publishing the right bytes again heals a rotten blob', async () => {
    const bytes = bytesOf(9000, 'healed');
    const digest = await put(bytes);
    const path = join(root, blobPath(digest));
    await chmod(path, 0o600);
    await writeFile(path, 'rotten');
    await put(bytes);
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });
});

describeBlobStore('VerifyingBlobStore', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bonded-verifying-'));
  return {
    open: async () => new VerifyingBlobStore((await openFilesystemStores(directory, never)).blobs),
    staged: async () => [],
    dispose: () => rm(directory, { recursive: true }),
  };
});
