import { Readable } from 'node:stream';
import { Secret } from '@bonded/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, bytesOf, digestOf, readAll } from '../conformance/bodies.ts';
import {
  findS3Server,
  type S3TestBucket,
  type S3TestServer,
  startS3Server,
} from '../conformance.ts';
import { ObjectChunks } from './object-chunks.ts';
import { openS3Stores, type S3Stores } from './open-s3-stores.ts';

const never = new AbortController().signal;
const bytesMax = 1e6;
const program = await findS3Server(process.env);

test('an object of which bytes are missing never ends cleanly', async () => {
  const chunks = new ObjectChunks(Readable.from([Buffer.alloc(10)]), 11, never);
  await expect(readAll(chunks)).rejects.toMatchObject({
    code: 'BLOB_STORE_UNAVAILABLE',
    details: { retryable: true },
  });
});

test('an object that nobody reads lets its connection go on an abort', () => {
  const controller = new AbortController();
  const body = Readable.from([Buffer.alloc(10)]);
  expect(new ObjectChunks(body, 10, controller.signal)).toBeDefined();
  controller.abort();
  expect(body.destroyed).toBe(true);
});

describe.skipIf(program === null)('with a real server (needs versitygw)', () => {
  let server: S3TestServer;
  let bucket: S3TestBucket;
  let stores: S3Stores;

  beforeAll(async () => {
    server = await startS3Server(program ?? '');
    bucket = await server.createBucket();
    stores = await openS3Stores(bucket, never);
  });
  afterAll(async () => {
    await stores[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  test('a presigned address gives one blob, as it was said, and no other', async () => {
    const bytes = bytesOf(5000, 'presigned');
    const staged = await stores.blobs.stage(bodyOf(bytes), { signal: never, bytesMax });
    await stores.blobs.publish(staged, never);
    const address = await stores.blobs.presign(staged.digest, {
      expiresInMs: 60_000,
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment',
        'cache-control': 'private',
      },
    });
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'cache-control': 'private',
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    const other = digestOf(bytesOf(1, 'another'));
    const forged = await fetch(String(address).replaceAll(staged.digest, other));
    expect(forged.status).toBe(403);
  });

  test('a store that refuses us is not ready, and says that a retry will not help', async () => {
    const options = { ...bucket, secretAccessKey: new Secret('not the right one') };
    await using refused = await openS3Stores(options, never);
    await expect(refused.blobs.stat(digestOf(bytesOf(1, 'x')), never)).rejects.toMatchObject({
      code: 'BLOB_STORE_UNAVAILABLE',
      details: { retryable: false },
    });
    expect(await refused.blobs.isReady(never)).toBe(false);
  });

  test('a store that cannot be reached is not ready, and says that a retry may help', async () => {
    await using absent = await openS3Stores({ ...bucket, endpoint: 'http://127.0.0.1:1' }, never);
    const staging = absent.blobs.stage(bodyOf(bytesOf(1, 'x')), { signal: never, bytesMax });
    await expect(staging).rejects.toMatchObject({
      code: 'BLOB_STORE_UNAVAILABLE',
      details: { retryable: true },
    });
    expect(await absent.blobs.isReady(never)).toBe(false);
  });

  test('a bucket that does not exist is a failure, not an absent blob', async () => {
    await using lost = await openS3Stores({ ...bucket, bucket: 'no-such-bucket' }, never);
    await expect(
      lost.blobs.read(digestOf(bytesOf(1, 'x')), { signal: never }),
    ).rejects.toMatchObject({ code: 'BLOB_STORE_UNAVAILABLE' });
  });
});
