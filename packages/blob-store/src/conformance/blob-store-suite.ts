import { createHash } from 'node:crypto';
import type { Digest } from '@bonded/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BlobStore } from '../blob-store.ts';
import { bodyOf, brokenBody, bytesOf, digestOf, rangesOf, readAll, silentBody } from './bodies.ts';

/** One empty medium for a whole suite. */
export interface BlobStoreMedium {
  /** Opens the store anew on the same medium: what a process sees that starts after a kill. */
  open(): Promise<BlobStore>;
  /** Names of all that is staged and not yet published. */
  staged(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

const never = new AbortController().signal;
const bytesMax = 64 * 1024 * 1024;
// Several batches of every driver, and no multiple of any.
const largeBytes = 11 * 1024 * 1024 + 37;

/** Everything that `BlobStore` promises, for any driver. */
export function describeBlobStore(name: string, prepare: () => Promise<BlobStoreMedium>): void {
  describe(`${name} keeps the promises of BlobStore`, () => {
    let medium: BlobStoreMedium;
    let store: BlobStore;

    beforeAll(async () => {
      medium = await prepare();
      store = await medium.open();
    });
    afterAll(() => medium.dispose());

    async function put(bytes: Uint8Array): Promise<Digest> {
      const staged = await store.stage(bodyOf(bytes), { signal: never, bytesMax });
      await store.publish(staged, never);
      return staged.digest;
    }

    async function get(digest: Digest, from = store): Promise<Buffer> {
      return await readAll((await from.read(digest, { signal: never })).chunks);
    }

    test.each([
      ['an empty blob', 0],
      ['a blob of one byte', 1],
      ['a blob of many batches', largeBytes],
    ])('%s comes back byte for byte, also after a restart', async (title, sizeBytes) => {
      const bytes = bytesOf(sizeBytes, title);
      const staged = await store.stage(bodyOf(bytes), { signal: never, bytesMax });
      expect(staged).toMatchObject({ digest: digestOf(bytes), sizeBytes, extraDigests: {} });
      await store.publish(staged, never);
      expect((await get(staged.digest)).equals(bytes)).toBe(true);
      expect(await store.stat(staged.digest, never)).toEqual({ digest: staged.digest, sizeBytes });
      expect((await get(staged.digest, await medium.open())).equals(bytes)).toBe(true);
      expect(await medium.staged()).toEqual([]);
    });

    test('extra digests are computed only where they are asked for', async () => {
      const bytes = bytesOf(70_000, 'extra digests');
      const staged = await store.stage(bodyOf(bytes), {
        signal: never,
        bytesMax,
        extraDigests: ['md5', 'sha1', 'sha512'],
      });
      const hexOf = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
      expect(staged.extraDigests).toEqual({
        md5: hexOf('md5'),
        sha1: hexOf('sha1'),
        sha512: hexOf('sha512'),
      });
      await store.discard(staged);
    });

    test('staged bytes are not readable, and a discarded stage leaves nothing', async () => {
      const bytes = bytesOf(1000, 'staged only');
      const staged = await store.stage(bodyOf(bytes), { signal: never, bytesMax });
      expect(await store.stat(staged.digest, never)).toBeNull();
      await expect(store.read(staged.digest, { signal: never })).rejects.toMatchObject({
        code: 'BLOB_NOT_FOUND',
        kind: 'not-found',
      });
      await store.discard(staged);
      await store.discard(staged);
      expect(await medium.staged()).toEqual([]);
      await expect(store.publish(staged, never)).rejects.toMatchObject({
        code: 'STAGED_BLOB_NOT_FOUND',
      });
    });

    test('staged bytes can be inspected before they are published, and after', async () => {
      const bytes = bytesOf(largeBytes, 'inspected');
      const staged = await store.stage(bodyOf(bytes), { signal: never, bytesMax });
      const inspect = async () => {
        const body = await store.readStaged(staged, { signal: never });
        expect(body.sizeBytes).toBe(largeBytes);
        expect((await readAll(body.chunks)).equals(bytes)).toBe(true);
        for (const range of rangesOf(largeBytes)) {
          const part = await store.readStaged(staged, { signal: never, range });
          expect(part.sizeBytes).toBe(largeBytes);
          const wanted = bytes.subarray(range.start, range.end + 1);
          expect((await readAll(part.chunks)).equals(wanted)).toBe(true);
        }
      };
      await inspect();
      await store.publish(staged, never);
      await inspect();
      await store.delete(staged.digest, never);
      await expect(store.readStaged(staged, { signal: never })).rejects.toMatchObject({
        code: 'STAGED_BLOB_NOT_FOUND',
      });
    });

    test('publishing again, or after a restart, succeeds', async () => {
      const bytes = bytesOf(5000, 'published twice');
      const staged = await store.stage(bodyOf(bytes), { signal: never, bytesMax });
      await store.publish(staged, never);
      await store.publish(staged, never);
      await (await medium.open()).publish(staged, never);
      expect((await get(staged.digest)).equals(bytes)).toBe(true);
    });

    test('ten writers of the same bytes all succeed and leave one blob', async () => {
      const bytes = bytesOf(300_000, 'ten writers');
      const digests = await Promise.all(Array.from({ length: 10 }, () => put(bytes)));
      expect(new Set(digests)).toEqual(new Set([digestOf(bytes)]));
      expect((await get(digestOf(bytes))).equals(bytes)).toBe(true);
      expect(await medium.staged()).toEqual([]);
    });

    test('a body that fails half-way rejects with its failure and leaves nothing', async () => {
      const failure = new Error('the connection was cut');
      const body = brokenBody(bytesOf(largeBytes, 'broken'), failure);
      await expect(store.stage(body, { signal: never, bytesMax })).rejects.toBe(failure);
      expect(await medium.staged()).toEqual([]);
    });

    test('an abort while the client is silent rejects at once and leaves nothing', async () => {
      const controller = new AbortController();
      const reason = new Error('shutting down');
      const body = silentBody(bytesOf(largeBytes, 'silent'), () => controller.abort(reason));
      const staging = store.stage(body, { signal: controller.signal, bytesMax });
      await expect(staging).rejects.toBe(reason);
      expect(await medium.staged()).toEqual([]);
    });

    test('a body over the limit is refused and leaves nothing; one at it is taken', async () => {
      const bytes = bytesOf(100_000, 'limit');
      const tooLong = store.stage(bodyOf(bytes), { signal: never, bytesMax: bytes.length - 1 });
      await expect(tooLong).rejects.toMatchObject({ code: 'BLOB_TOO_LARGE', kind: 'too-large' });
      expect(await medium.staged()).toEqual([]);
      await store.discard(
        await store.stage(bodyOf(bytes), { signal: never, bytesMax: bytes.length }),
      );
    });

    test('an absent blob is null to stat, BLOB_NOT_FOUND to read and false to delete', async () => {
      const digest = digestOf(bytesOf(10, 'never stored'));
      expect(await store.stat(digest, never)).toBeNull();
      await expect(store.read(digest, { signal: never })).rejects.toMatchObject({
        code: 'BLOB_NOT_FOUND',
      });
      expect(await store.delete(digest, never)).toBe(false);
    });

    test('a deleted blob is gone, and can be stored again', async () => {
      const bytes = bytesOf(2000, 'deleted');
      const digest = await put(bytes);
      expect(await store.delete(digest, never)).toBe(true);
      expect(await store.stat(digest, never)).toBeNull();
      expect(await store.delete(digest, never)).toBe(false);
      expect(await put(bytes)).toBe(digest);
      expect((await get(digest)).equals(bytes)).toBe(true);
    });

    test.each([
      [0, 0],
      [0, largeBytes - 1],
      [1, 262_143],
      [262_143, 262_145],
      [5_000_000, 9_999_999],
      [largeBytes - 1, largeBytes - 1],
    ])('a range from %i to %i is exact and names the whole size', async (start, end) => {
      const bytes = bytesOf(largeBytes, 'ranges');
      const digest = digestOf(bytes);
      if ((await store.stat(digest, never)) === null) await put(bytes);
      const body = await store.read(digest, { signal: never, range: { start, end } });
      expect(body.sizeBytes).toBe(largeBytes);
      expect((await readAll(body.chunks)).equals(bytes.subarray(start, end + 1))).toBe(true);
    });

    test('chunks are the reader’s own, unless it allows that their memory is reused', async () => {
      const bytes = bytesOf(largeBytes, 'own memory');
      const digest = await put(bytes);
      const own = await Array.fromAsync((await store.read(digest, { signal: never })).chunks);
      expect(Buffer.concat(own).equals(bytes)).toBe(true);
      const options = { signal: never, reusesMemory: true };
      const copied = await readAll((await store.read(digest, options)).chunks);
      expect(copied.equals(bytes)).toBe(true);
    });

    test('a read that ends early or is aborted closes its source', async () => {
      const bytes = bytesOf(largeBytes, 'early end');
      const digest = await put(bytes);
      for await (const chunk of (await store.read(digest, { signal: never })).chunks) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      const controller = new AbortController();
      const reason = new Error('the client went away');
      const { chunks } = await store.read(digest, { signal: controller.signal });
      const reading = (async () => {
        for await (const chunk of chunks) {
          expect(chunk.length).toBeLessThanOrEqual(1024 * 1024);
          controller.abort(reason);
        }
      })();
      await expect(reading).rejects.toBe(reason);
    });

    test('the list is in digest order, complete, and goes on after any digest', async () => {
      for (let index = 0; index < 30; index += 1) await put(bytesOf(index + 1, `list ${index}`));
      const all = await Array.fromAsync(store.list({ signal: never }));
      const digests = all.map((stat) => stat.digest);
      expect(digests).toEqual([...new Set(digests)].toSorted());
      for (let index = 0; index < 30; index += 1) {
        const digest = digestOf(bytesOf(index + 1, `list ${index}`));
        expect(all).toContainEqual({ digest, sizeBytes: index + 1 });
      }
      for (const [index, after] of digests.entries()) {
        const rest = store.list({ signal: never, after });
        const next = await rest[Symbol.asyncIterator]().next();
        expect(next.done === true ? undefined : next.value).toEqual(all[index + 1]);
      }
    });

    test('the sweep removes staged bytes older than its bound and spares the others', async () => {
      const bytes = bytesOf(3000, 'abandoned');
      const staged = await store.stage(bodyOf(bytes), { signal: never, bytesMax });
      const hourAgo = new Date(Date.now() - 3_600_000);
      expect(await store.sweepStaged({ before: hourAgo, signal: never })).toBe(0);
      const inAMinute = new Date(Date.now() + 60_000);
      expect(await store.sweepStaged({ before: inAMinute, signal: never })).toBe(1);
      expect(await medium.staged()).toEqual([]);
      await expect(store.publish(staged, never)).rejects.toMatchObject({
        code: 'STAGED_BLOB_NOT_FOUND',
      });
    });

    test('an aborted signal is obeyed before anything is done', async () => {
      const digest = digestOf(bytesOf(10, 'aborted'));
      const signal = AbortSignal.abort(new Error('too late'));
      await expect(store.stage(bodyOf(bytesOf(10, '')), { signal, bytesMax })).rejects.toThrow(
        'too late',
      );
      await expect(store.read(digest, { signal })).rejects.toThrow('too late');
      await expect(store.stat(digest, signal)).rejects.toThrow('too late');
    });

    test('a store in good health says that it is ready, and its probe leaves nothing', async () => {
      expect(await store.isReady(never)).toBe(true);
      expect(await medium.staged()).toEqual([]);
    });
  });
}
