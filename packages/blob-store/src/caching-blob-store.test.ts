import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Digest } from '@bonded/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CachingBlobStore } from './caching-blob-store.ts';
import { bodyOf, bytesOf, readAll } from './conformance/bodies.ts';
import { describeBlobStore } from './conformance.ts';
import { blobPath } from './filesystem/layout.ts';
import {
  type FilesystemStores,
  openFilesystemStores,
} from './filesystem/open-filesystem-stores.ts';

const never = new AbortController().signal;
let root: string;
let stores: FilesystemStores;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bonded-caching-'));
  stores = await openFilesystemStores(root, never);
});
afterAll(() => rm(root, { recursive: true }));

async function put(bytes: Uint8Array): Promise<Digest> {
  const staged = await stores.blobs.stage(bodyOf(bytes), { signal: never, bytesMax: 1e6 });
  await stores.blobs.publish(staged, never);
  return staged.digest;
}

/** Whether a read is answered without the medium, which no longer has the blob. */
async function isKept(store: CachingBlobStore, digest: Digest): Promise<boolean> {
  await rm(join(root, blobPath(digest)), { force: true });
  return store.read(digest, { signal: never }).then(
    () => true,
    () => false,
  );
}

describe('small blobs are kept', () => {
  test('a second read asks the medium nothing and gives the same bytes', async () => {
    const bytes = bytesOf(5000, 'small');
    const digest = await put(bytes);
    const store = new CachingBlobStore(stores.blobs);
    await readAll((await store.read(digest, { signal: never })).chunks);
    expect(await isKept(store, digest)).toBe(true);
    const whole = await store.read(digest, { signal: never });
    expect(whole.sizeBytes).toBe(5000);
    expect((await readAll(whole.chunks)).equals(bytes)).toBe(true);
    const range = { start: 1000, end: 1999 };
    const part = await store.read(digest, { signal: never, range });
    expect(part.sizeBytes).toBe(5000);
    expect((await readAll(part.chunks)).equals(bytes.subarray(1000, 2000))).toBe(true);
  });

  test('what a reader does to its own chunk changes nothing for the next', async () => {
    const bytes = bytesOf(100, 'mine');
    const digest = await put(bytes);
    const store = new CachingBlobStore(stores.blobs);
    for await (const chunk of (await store.read(digest, { signal: never })).chunks) chunk.fill(0);
    const again = await store.read(digest, { signal: never, reusesMemory: true });
    expect((await readAll(again.chunks)).equals(bytes)).toBe(true);
  });

  test('those that were read longest ago go when there are too many bytes', async () => {
    const store = new CachingBlobStore(stores.blobs, { bytesMax: 250 });
    const digests: Digest[] = [];
    for (const seed of ['a', 'b', 'c']) {
      const digest = await put(bytesOf(100, seed));
      digests.push(digest);
      await store.read(digest, { signal: never });
    }
    const [oldest, middle, newest] = digests;
    for (const [digest, expected] of [
      [oldest, false],
      [middle, true],
      [newest, true],
    ] as const) {
      expect(digest !== undefined && (await isKept(store, digest))).toBe(expected);
    }
  });

  test('a large one passes by', async () => {
    const digest = await put(bytesOf(1001, 'large'));
    const store = new CachingBlobStore(stores.blobs, { blobBytesMax: 1000 });
    await readAll((await store.read(digest, { signal: never })).chunks);
    expect(await isKept(store, digest)).toBe(false);
  });

  test('one that was deleted is gone', async () => {
    const digest = await put(bytesOf(10, 'deleted'));
    const store = new CachingBlobStore(stores.blobs);
    await store.read(digest, { signal: never });
    expect(await store.delete(digest, never)).toBe(true);
    await expect(store.read(digest, { signal: never })).rejects.toMatchObject({
      code: 'BLOB_NOT_FOUND',
    });
  });
});

describeBlobStore('CachingBlobStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-caching-suite-'));
  return {
    open: async () => new CachingBlobStore((await openFilesystemStores(folder, never)).blobs),
    staged: () => readdir(join(folder, 'staging')),
    dispose: () => rm(folder, { recursive: true }),
  };
});
