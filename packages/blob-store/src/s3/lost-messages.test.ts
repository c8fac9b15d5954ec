import { AppError, newId } from '@bonded/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, bytesOf, digestOf, readAll } from '../conformance/bodies.ts';
import { type Loss, LossyProxy } from '../conformance/lossy-proxy.ts';
import {
  findS3Server,
  type S3TestBucket,
  type S3TestServer,
  startS3Server,
} from '../conformance.ts';
import { openS3Stores, type S3Stores } from './open-s3-stores.ts';

// Method: an act runs through a proxy that loses its first request or answer, then its second, and
// so on until the act is over before. A single loss is made good by trying again; a longer outage
// fails the act. Then, with the network well, everything that was acknowledged must be there.

const never = new AbortController().signal;
const bytesMax = 1e9;
const pieceBytes = 5 * 1024 * 1024;
const limits = { pieceBytes, checkpointEveryBytes: 1 };
// Just enough for more than one part and one piece.
const sizeBytes = pieceBytes + 1000;
const requestsMax = 60;
// Seconds alone; a minute on a machine that has more to do.
const timeout = 180_000;
// One more than the tries of the SDK for one request.
const outage = 4;
const program = await findS3Server(process.env);

describe.skipIf(program === null)('D1.8 what the network loses (needs versitygw)', () => {
  let server: S3TestServer;
  let proxy: LossyProxy;
  let bucket: S3TestBucket;
  let stores: S3Stores;

  beforeAll(async () => {
    server = await startS3Server(program ?? '');
    bucket = await server.createBucket();
    proxy = await LossyProxy.start(bucket.endpoint);
    stores = await openS3Stores({ ...bucket, endpoint: proxy.endpoint }, never, limits);
  });
  afterAll(async () => {
    await stores[Symbol.asyncDispose]();
    await proxy[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  /** True when the act was over before the loss. */
  async function isOver(from: number, loss: Loss, count: number, act: () => Promise<void>) {
    proxy.lose({ loss, from, count });
    await act().catch((error: unknown) => {
      // Nothing but the port's own words may come out, and only when trying again did not help.
      if (!(error instanceof AppError) || count === 1) throw error;
    });
    const hasLost = proxy.requests >= from;
    proxy.loseNothing();
    return !hasLost;
  }

  async function published(bytes: Buffer) {
    const { chunks } = await stores.blobs.read(digestOf(bytes), { signal: never });
    return (await readAll(chunks)).equals(bytes);
  }

  const losses = [
    { loss: 'request', count: 1 },
    { loss: 'answer', count: 1 },
    { loss: 'request', count: outage },
    { loss: 'answer', count: outage },
  ] as const;

  test.each(losses)('a blob, $count × $loss', { timeout }, async ({ loss, count }) => {
    let from = 1;
    for (; from < requestsMax; from += 1) {
      const bytes = bytesOf(sizeBytes, `blob ${loss} ${count} ${from}`);
      let isKept = true;
      const wasOver = await isOver(from, loss, count, async () => {
        const staged = await stores.blobs.stage(bodyOf(bytes), { signal: never, bytesMax });
        await stores.blobs.publish(staged, never);
        isKept = await published(bytes);
      });
      expect(isKept).toBe(true);
      if (wasOver) break;
    }
    expect(from).toBeLessThan(requestsMax);
  });

  test.each(losses)('an upload, $count × $loss', { timeout }, async ({ loss, count }) => {
    let from = 1;
    for (; from < requestsMax; from += 1) {
      const bytes = bytesOf(sizeBytes, `upload ${loss} ${count} ${from}`);
      const id = newId();
      let acknowledgedBytes = -1;
      const wasOver = await isOver(from, loss, count, async () => {
        await stores.partials.create(id, never);
        acknowledgedBytes = 0;
        for (const end of [3000, bytes.length]) {
          const body = bodyOf(bytes.subarray(acknowledgedBytes, end));
          const offset = acknowledgedBytes;
          await stores.partials.append(id, { offset, body, bytesMax, signal: never });
          acknowledgedBytes = end;
        }
        const staged = await stores.partials.seal(id, { signal: never });
        await stores.blobs.publish(staged, never);
      });
      if (acknowledgedBytes >= 0) await finish(id, bytes, acknowledgedBytes);
      if (wasOver) break;
    }
    expect(from).toBeLessThan(requestsMax);
  });

  /** Goes on from the durable offset, as a client does, and ends in the right bytes. */
  async function finish(id: string, bytes: Buffer, acknowledgedBytes: number): Promise<void> {
    const { partials, blobs } = stores;
    const state = await partials.stat(id, never);
    const offset = state?.sizeBytes ?? -1;
    expect(offset).toBeGreaterThanOrEqual(acknowledgedBytes);
    expect(state?.checkpoint).toBe(digestOf(bytes.subarray(0, offset)));
    if (offset < bytes.length) {
      const body = bodyOf(bytes.subarray(offset));
      await partials.append(id, { offset, body, bytesMax, signal: never });
    }
    await blobs.publish(await partials.seal(id, { signal: never }), never);
    expect(await published(bytes)).toBe(true);
    await partials.remove(id);
  }

  // Seen to fail once on an overloaded machine. Whether the test server compares and puts as one
  // step is not known; in the product a row lock stands before it.
  test('D1.6 of two writers at one offset one wins, and the other is told so', {
    retry: 3,
  }, async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = newId();
      const twin = await openS3Stores(bucket, never, limits);
      await stores.partials.create(id, never);
      const bodies = [1, 2].map((writer) => bytesOf(100_000, `writer ${writer} ${round}`));
      const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = bodies;
      const options = { offset: 0, bytesMax, signal: never };
      const outcomes = await Promise.allSettled([
        stores.partials.append(id, { ...options, body: bodyOf(first) }),
        twin.partials.append(id, { ...options, body: bodyOf(second) }),
      ]);
      const winners = outcomes.filter(({ status }) => status === 'fulfilled');
      expect(winners).toHaveLength(1);
      const loser = outcomes.find((outcome) => outcome.status === 'rejected');
      expect(loser?.reason).toMatchObject({ code: 'PARTIAL_OFFSET_MISMATCH' });
      const winning = outcomes[0]?.status === 'fulfilled' ? first : second;
      const staged = await twin.partials.seal(id, { signal: never });
      expect(staged.digest).toBe(digestOf(winning));
      await twin.blobs.publish(staged, never);
      expect(await published(winning)).toBe(true);
      await twin[Symbol.asyncDispose]();
    }
  });
});
