import { createHash } from 'node:crypto';
import { newId } from '@bonded/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BlobStore } from '../blob-store.ts';
import type { AppendOptions, PartialStore } from '../partial-store.ts';
import type { BlobStoreMedium } from './blob-store-suite.ts';
import { bodyOf, brokenBody, bytesOf, digestOf, rangesOf, readAll, silentBody } from './bodies.ts';

/** One empty medium for a whole suite: uploads end as blobs, so it has both stores. */
export interface PartialStoreMedium extends Pick<BlobStoreMedium, 'staged' | 'dispose'> {
  /** Opens both stores anew on the same medium: what a process sees that starts after a kill. */
  open(): Promise<{ readonly blobs: BlobStore; readonly partials: PartialStore }>;
}

const never = new AbortController().signal;
const bytesMax = 64 * 1024 * 1024;
// Three appends of which none ends where a batch or a piece of any driver does.
const cuts = [0, 1, 6 * 1024 * 1024 + 11, 19 * 1024 * 1024 + 5] as const;
const wholeBytes = cuts[3];

/** Everything that `PartialStore` promises, for any driver. */
export function describePartialStore(
  name: string,
  prepare: () => Promise<PartialStoreMedium>,
): void {
  describe(`${name} keeps the promises of PartialStore`, () => {
    let medium: PartialStoreMedium;
    let partials: PartialStore;
    let blobs: BlobStore;

    beforeAll(async () => {
      medium = await prepare();
      ({ partials, blobs } = await medium.open());
    });
    afterAll(() => medium.dispose());

    async function newPartial(): Promise<string> {
      const id = newId();
      await partials.create(id, never);
      return id;
    }

    const append = (
      id: string,
      offset: number,
      bytes: Uint8Array,
      more: Partial<AppendOptions> = {},
    ) => partials.append(id, { offset, body: bodyOf(bytes), bytesMax, signal: never, ...more });

    const stateOf = (bytes: Uint8Array) => ({
      sizeBytes: bytes.length,
      checkpoint: digestOf(bytes),
    });

    async function published(id: string): Promise<Buffer> {
      const staged = await partials.seal(id, { signal: never });
      await blobs.publish(staged, never);
      const { chunks } = await blobs.read(staged.digest, { signal: never });
      return await readAll(chunks);
    }

    test('a new upload is empty; an id is used once; an unknown one is null', async () => {
      const id = await newPartial();
      expect(await partials.stat(id, never)).toEqual(stateOf(Buffer.alloc(0)));
      await expect(partials.create(id, never)).rejects.toMatchObject({
        code: 'PARTIAL_ALREADY_EXISTS',
        kind: 'conflict',
      });
      expect(await partials.stat(newId(), never)).toBeNull();
      await expect(append(newId(), 0, Buffer.alloc(1))).rejects.toMatchObject({
        code: 'PARTIAL_NOT_FOUND',
      });
    });

    test('D1.5 three appends, each after a restart, end in the bytes that were sent', async () => {
      const bytes = bytesOf(wholeBytes, 'three appends');
      const id = await newPartial();
      for (const [index, end] of cuts.slice(1).entries()) {
        ({ partials, blobs } = await medium.open());
        const start = cuts[index] ?? 0;
        const state = await append(id, start, bytes.subarray(start, end));
        expect(state).toEqual(stateOf(bytes.subarray(0, end)));
        expect(await partials.stat(id, never)).toEqual(state);
      }
      ({ partials, blobs } = await medium.open());
      expect((await published(id)).equals(bytes)).toBe(true);
    });

    test('an append anywhere but at the durable offset is refused and told it', async () => {
      const bytes = bytesOf(1000, 'offsets');
      const id = await newPartial();
      await append(id, 0, bytes);
      for (const offset of [0, 999, 1001]) {
        await expect(append(id, offset, bytes)).rejects.toMatchObject({
          code: 'PARTIAL_OFFSET_MISMATCH',
          kind: 'conflict',
          details: { offset: 1000 },
        });
      }
      expect(await partials.stat(id, never)).toEqual(stateOf(bytes));
    });

    test('an append of no bytes changes nothing', async () => {
      const bytes = bytesOf(70_000, 'no bytes');
      const id = await newPartial();
      expect(await append(id, 0, Buffer.alloc(0))).toEqual(stateOf(Buffer.alloc(0)));
      await append(id, 0, bytes);
      expect(await append(id, bytes.length, Buffer.alloc(0))).toEqual(stateOf(bytes));
      expect((await published(id)).equals(bytes)).toBe(true);
    });

    test('what arrived before a body failed is kept, counted, and gone on from', async () => {
      const bytes = bytesOf(wholeBytes, 'body fails');
      const id = await newPartial();
      const failure = new Error('the connection was cut');
      const body = brokenBody(bytes.subarray(0, cuts[2]), failure);
      await expect(append(id, 0, bytes, { body })).rejects.toBe(failure);
      expect(await partials.stat(id, never)).toEqual(stateOf(bytes.subarray(0, cuts[2])));
      await append(id, cuts[2], bytes.subarray(cuts[2]));
      expect((await published(id)).equals(bytes)).toBe(true);
    });

    test('an abort while the client is silent keeps what arrived', async () => {
      const bytes = bytesOf(cuts[2], 'silent client');
      const id = await newPartial();
      const controller = new AbortController();
      const reason = new Error('shutting down');
      const body = silentBody(bytes, () => controller.abort(reason));
      const appending = append(id, 0, bytes, { body, signal: controller.signal });
      await expect(appending).rejects.toBe(reason);
      expect(await partials.stat(id, never)).toEqual(stateOf(bytes));
    });

    test('an append that counts only whole is put back when its body fails', async () => {
      const bytes = bytesOf(cuts[2], 'only whole');
      const id = await newPartial();
      await append(id, 0, bytes.subarray(0, 5000));
      const failure = new Error('the connection was cut');
      const body = brokenBody(bytes.subarray(5000), failure);
      const appending = append(id, 5000, bytes, { body, onlyWhole: true });
      await expect(appending).rejects.toBe(failure);
      expect(await partials.stat(id, never)).toEqual(stateOf(bytes.subarray(0, 5000)));
      await append(id, 5000, bytes.subarray(5000));
      expect((await published(id)).equals(bytes)).toBe(true);
    });

    test.each(['md5', 'sha1', 'sha256', 'sha512'] as const)(
      'D1.7 a wrong %s leaves the offset unchanged; a right one counts',
      async (algorithm) => {
        const bytes = bytesOf(200_000, `checksum ${algorithm}`);
        const id = await newPartial();
        await append(id, 0, bytes.subarray(0, 777));
        const rest = bytes.subarray(777);
        const base64Of = (of: Uint8Array) => createHash(algorithm).update(of).digest('base64');
        const wrong = { algorithm, base64: base64Of(bytes) };
        await expect(append(id, 777, rest, { checksum: wrong })).rejects.toMatchObject({
          code: 'PARTIAL_CHECKSUM_MISMATCH',
          kind: 'invalid',
        });
        expect(await partials.stat(id, never)).toEqual(stateOf(bytes.subarray(0, 777)));
        const right = { algorithm, base64: base64Of(rest) };
        expect(await append(id, 777, rest, { checksum: right })).toEqual(stateOf(bytes));
        expect((await published(id)).equals(bytes)).toBe(true);
      },
    );

    test('a body over the limit is refused and leaves the offset unchanged', async () => {
      const bytes = bytesOf(cuts[2], 'append limit');
      const id = await newPartial();
      await append(id, 0, bytes.subarray(0, 100));
      const appending = append(id, 100, bytes.subarray(100), { bytesMax: bytes.length - 101 });
      await expect(appending).rejects.toMatchObject({ code: 'BLOB_TOO_LARGE' });
      expect(await partials.stat(id, never)).toEqual(stateOf(bytes.subarray(0, 100)));
    });

    test('parts are joined in the order given, and stay', async () => {
      const parts = [3_000_000, 0, 9_000_001].map((size, index) => bytesOf(size, `part ${index}`));
      const ids: string[] = [];
      for (const part of parts) {
        const id = await newPartial();
        await append(id, 0, part);
        ids.push(id);
      }
      const whole = newId();
      expect(await partials.concat(whole, ids, never)).toEqual(stateOf(Buffer.concat(parts)));
      expect((await published(whole)).equals(Buffer.concat(parts))).toBe(true);
      for (const [index, id] of ids.entries()) {
        expect(await partials.stat(id, never)).toEqual(stateOf(parts[index] ?? Buffer.alloc(0)));
      }
    });

    test('joining a part that is absent leaves nothing new', async () => {
      const whole = newId();
      await expect(partials.concat(whole, [newId()], never)).rejects.toMatchObject({
        code: 'PARTIAL_NOT_FOUND',
      });
      expect(await partials.stat(whole, never)).toBeNull();
    });

    test('sealing again, also after publishing and a restart, gives the same blob', async () => {
      const bytes = bytesOf(cuts[2], 'sealed twice');
      const id = await newPartial();
      const half = Math.floor(bytes.length / 2);
      await append(id, 0, bytes.subarray(0, half));
      await append(id, half, bytes.subarray(half));
      const first = await partials.seal(id, { signal: never, extraDigests: ['sha1'] });
      expect(first).toMatchObject({
        digest: digestOf(bytes),
        sizeBytes: bytes.length,
        extraDigests: { sha1: createHash('sha1').update(bytes).digest('hex') },
      });
      expect(await partials.seal(id, { signal: never, extraDigests: ['sha1'] })).toEqual(first);
      const inspected = await blobs.readStaged(first, { signal: never });
      expect((await readAll(inspected.chunks)).equals(bytes)).toBe(true);
      for (const range of rangesOf(bytes.length)) {
        const part = await blobs.readStaged(first, { signal: never, range });
        const wanted = bytes.subarray(range.start, range.end + 1);
        expect((await readAll(part.chunks)).equals(wanted)).toBe(true);
      }
      await blobs.publish(first, never);
      const reopened = await medium.open();
      const again = await reopened.partials.seal(id, { signal: never });
      expect(again).toMatchObject({ digest: first.digest, sizeBytes: first.sizeBytes });
      await reopened.blobs.publish(again, never);
      await partials.remove(id);
      expect(
        (await readAll((await blobs.read(first.digest, { signal: never })).chunks)).equals(bytes),
      ).toBe(true);
      expect(await medium.staged()).toEqual([]);
    });

    test('nothing can be appended to what was sealed', async () => {
      const bytes = bytesOf(1000, 'sealed');
      const id = await newPartial();
      await append(id, 0, bytes);
      expect((await published(id)).equals(bytes)).toBe(true);
      await expect(append(id, 1000, bytes)).rejects.toMatchObject({ code: 'PARTIAL_SEALED' });
      const { chunks } = await blobs.read(digestOf(bytes), { signal: never });
      expect((await readAll(chunks)).equals(bytes)).toBe(true);
    });

    test('an empty upload seals to the empty blob', async () => {
      expect(await published(await newPartial())).toHaveLength(0);
    });

    test('a sealed upload that is discarded or removed leaves nothing staged', async () => {
      const id = await newPartial();
      await append(id, 0, bytesOf(10, 'discarded'));
      const staged = await partials.seal(id, { signal: never });
      await blobs.discard(staged);
      await partials.seal(id, { signal: never });
      await partials.remove(id);
      expect(await medium.staged()).toEqual([]);
      await expect(blobs.publish(staged, never)).rejects.toMatchObject({
        code: 'STAGED_BLOB_NOT_FOUND',
      });
    });

    test('a removed upload is absent, and removing it again is fine', async () => {
      const id = await newPartial();
      await append(id, 0, bytesOf(100_000, 'removed'));
      await partials.remove(id);
      await partials.remove(id);
      expect(await partials.stat(id, never)).toBeNull();
      await expect(partials.seal(id, { signal: never })).rejects.toMatchObject({
        code: 'PARTIAL_NOT_FOUND',
      });
    });

    test('the stale ones are those that nobody touched since', async () => {
      const id = await newPartial();
      const hourAgo = new Date(Date.now() - 3_600_000);
      expect(await Array.fromAsync(partials.listStale(hourAgo, never))).toEqual([]);
      const inAMinute = new Date(Date.now() + 60_000);
      expect(await Array.fromAsync(partials.listStale(inAMinute, never))).toContain(id);
    });
  });
}
