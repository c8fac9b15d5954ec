import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { defineError } from '@bonded/kernel';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { closeServer } from './close-server.ts';
import { createServer } from './create-server.ts';
import type { ByteRange } from './range.ts';
import { type BlobSource, type SendBlobOptions, sendBlob } from './send-blob.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await closeServer(app, { deadlineMs: 1_000 });
});

const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => index % 253));
const lastModified = new Date('2026-03-01T12:00:00Z');
const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;

/** Hands out one buffer again and again, as a store that reads into a reused buffer does. */
async function* reusing(body: Buffer, chunkBytes: number) {
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = 0; at < body.length; at += chunkBytes) {
    const length = body.copy(buffer, 0, at, at + chunkBytes);
    yield await Promise.resolve(buffer.subarray(0, length));
    buffer.fill(0xee);
  }
}

const open = (range: ByteRange | undefined): Promise<AsyncIterable<Uint8Array>> =>
  Promise.resolve(
    reusing(range === undefined ? bytes : bytes.subarray(range.start, range.end + 1), 100_000),
  );

const source: BlobSource = {
  sizeBytes: bytes.length,
  etag,
  lastModified,
  contentType: 'application/octet-stream',
  open,
};
const options: SendBlobOptions = { cacheControl: 'private, max-age=60', fileName: 'lib-1.0.0.tgz' };

async function serve(blob: BlobSource, sendOptions = options): Promise<string> {
  const app = createServer();
  apps.push(app);
  app.get('/', (request, reply) => sendBlob(request, reply, blob, sendOptions));
  return app.listen({ host: '127.0.0.1', port: 0 });
}

const body = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('sendBlob', () => {
  it('sends the whole with everything a client needs to resume and to check', async () => {
    const response = await fetch(await serve(source));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-length': String(bytes.length),
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=60',
      'content-disposition': 'attachment; filename="lib-1.0.0.tgz"',
      'last-modified': 'Sun, 01 Mar 2026 12:00:00 GMT',
      etag,
    });
    expect((await body(response)).equals(bytes)).toBe(true);
  });

  it('D5.14 makes every file inert: an attachment, not sniffed, sandboxed', async () => {
    const page = { ...source, contentType: 'text/html; charset=utf-8' };
    const response = await fetch(await serve(page, { cacheControl: 'no-store' }));
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it('sends a single range, and one that resumes to the end', async () => {
    const base = await serve(source);
    const ranged = (range: string, more: Record<string, string> = {}) =>
      fetch(base, { headers: { range, ...more } });
    const middle = await ranged('bytes=100-300099');
    expect(middle.status).toBe(206);
    expect(middle.headers.get('content-range')).toBe(`bytes 100-300099/${bytes.length}`);
    expect((await body(middle)).equals(bytes.subarray(100, 300_100))).toBe(true);
    const rest = await ranged('bytes=700000-', { 'if-range': etag });
    expect((await body(rest)).equals(bytes.subarray(700_000))).toBe(true);
    const changed = await ranged('bytes=700000-', { 'if-range': '"other"' });
    expect(changed.status).toBe(200);
    await changed.body?.cancel();
  });

  it('answers a range beyond the end with 416 and the size', async () => {
    const response = await fetch(await serve(source), { headers: { range: 'bytes=700001-' } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect(response.headers.get('etag')).toBeNull();
  });

  it('answers 304 to a client that has it and 412 to one that resumes another', async () => {
    const base = await serve(source);
    const known = await fetch(base, { headers: { 'if-none-match': etag } });
    expect(known.status).toBe(304);
    expect(known.headers.get('etag')).toBe(etag);
    const stale = { 'if-unmodified-since': 'Sat, 28 Feb 2026 12:00:00 GMT' };
    expect((await fetch(base, { headers: stale })).status).toBe(412);
  });

  it('answers HEAD with the same headers, without opening the source', async () => {
    const closed: BlobSource = { ...source, open: () => Promise.reject(new Error('opened')) };
    const response = await fetch(await serve(closed), { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(response.headers.get('etag')).toBe(etag);
  });

  it('sends an empty file', async () => {
    const response = await fetch(await serve({ ...source, sizeBytes: 0 }));
    expect(response.headers.get('content-length')).toBe('0');
    expect(await response.text()).toBe('');
  });
});

describe('a source that fails', () => {
  const corrupt = defineError('unavailable', 'BLOB_CORRUPT');
  const failingAfter = (lengthBytes: number): BlobSource => ({
    ...source,
    open: () =>
      Promise.resolve(
        (async function* () {
          yield* reusing(bytes.subarray(0, lengthBytes), 100_000);
          throw corrupt('The stored bytes are damaged.');
        })(),
      ),
  });

  it('D1.11 is a plain error before the first byte, without the headers of the file', async () => {
    for (const blob of [
      failingAfter(0),
      { ...source, open: () => Promise.reject(corrupt('The stored bytes are damaged.')) },
    ]) {
      const response = await fetch(await serve(blob));
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ error: { code: 'BLOB_CORRUPT' } });
      expect(response.headers.get('etag')).toBeNull();
      expect(response.headers.get('content-disposition')).toBeNull();
    }
  });

  it('D1.11 breaks the connection off when it fails in the middle', async () => {
    const response = await fetch(await serve(failingAfter(400_000)));
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
  });

  it('D1.11 breaks off even when the damage shows only after the last byte', async () => {
    const response = await fetch(await serve(failingAfter(bytes.length)));
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    const small = { ...failingAfter(10), sizeBytes: 10 };
    expect((await fetch(await serve(small))).status).toBe(503);
  });

  it('D1.11 never passes for whole when it ends early or goes on too long', async () => {
    for (const sizeBytes of [bytes.length + 1, bytes.length - 1]) {
      const response = await fetch(await serve({ ...source, sizeBytes }));
      await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    }
  });
});

describe('a client that fails', () => {
  it('closes the source and aborts its signal', async () => {
    const ended = Promise.withResolvers<boolean>();
    const endless: BlobSource = {
      ...source,
      sizeBytes: 10 ** 12,
      open: (_range, signal) =>
        Promise.resolve(
          (async function* () {
            try {
              for (;;) yield await Promise.resolve(bytes);
            } finally {
              ended.resolve(signal.aborted);
            }
          })(),
        ),
    };
    const client = get(await serve(endless));
    const [response] = (await once(client, 'response')) as [IncomingMessage];
    await once(response, 'readable');
    client.on('error', () => {}).destroy();
    expect(await ended.promise).toBe(true);
  });

  it('that stops reading stops the source after the buffers of one connection', async () => {
    let produced = 0;
    const endless: BlobSource = {
      ...source,
      sizeBytes: 10 ** 12,
      open: () =>
        Promise.resolve(
          (async function* () {
            for (;;) {
              produced += bytes.length;
              yield await Promise.resolve(bytes);
            }
          })(),
        ),
    };
    const client = get(await serve(endless));
    const [response] = (await once(client, 'response')) as [IncomingMessage];
    response.pause();
    let before = -1;
    await expect
      .poll(() => {
        const isStill = produced === before;
        before = produced;
        return isStill;
      })
      .toBe(true);
    expect(produced).toBeLessThan(64 * 1024 * 1024);
    client.on('error', () => {}).destroy();
  });
});
