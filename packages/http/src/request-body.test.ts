import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { defineError } from '@bonded/kernel';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { type ReadBodyOptions, readBody, readJson } from './body.ts';
import { rawBodies } from './body-parsers.ts';
import { closeServer } from './close-server.ts';
import { createServer, type ServerOptions } from './create-server.ts';
import { bodyChunks } from './request-body.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await closeServer(app, { deadlineMs: 5_000 });
});

type Handler = (message: IncomingMessage) => Promise<unknown>;

async function serve(handler: Handler, options: ServerOptions = {}): Promise<string> {
  const app = createServer(options);
  apps.push(app);
  rawBodies(app);
  app.put('/', (request) => handler(request.raw));
  return app.listen({ host: '127.0.0.1', port: 0 });
}

/** A client that sends headers and then only what it is told to. */
function open(base: string, headers: Record<string, string | number>): ClientRequest {
  const client = httpRequest(base, { method: 'PUT', headers });
  client.on('error', () => {});
  client.flushHeaders();
  return client;
}

/** Resolves when the connection is gone, with or without an error. */
function closing(client: ClientRequest): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.on('close', resolve);
  return promise;
}

async function answerTo(client: ClientRequest): Promise<{ status: number; text: string }> {
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
  return { status: response.statusCode ?? 0, text };
}

describe('bodyChunks', () => {
  it('gives every byte in order', async () => {
    const base = await serve(async (message) => {
      const chunks: Buffer[] = [];
      for await (const chunk of bodyChunks(message)) chunks.push(chunk);
      return Buffer.concat(chunks);
    });
    const body = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const response = await fetch(base, { method: 'PUT', body });
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  });

  it('gives memory back chunk by chunk where it is asked to, every byte before that', async () => {
    const base = await serve(async (message) => {
      const chunks: Buffer[] = [];
      const copies: Buffer[] = [];
      for await (const chunk of bodyChunks(message, { freesChunks: true })) {
        chunks.push(chunk);
        copies.push(Buffer.from(chunk));
        // Large ones have memory of their own; small ones lie in a pool with others.
        const earlier = chunks.slice(0, -1).filter((each) => each.length > 16 * 1024);
        expect(earlier).toEqual([]);
      }
      return Buffer.concat(copies);
    });
    const body = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const response = await fetch(base, { method: 'PUT', body });
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  });

  it('lets a client that is still sending read why it was refused', async () => {
    const base = await serve(async (message) => {
      for await (const _ of bodyChunks(message)) {
        throw defineError('denied', 'NOT_YOURS')('You may not write here.');
      }
    });
    const client = open(base, { 'content-length': 8 * 1024 * 1024 });
    client.write(Buffer.alloc(64 * 1024));
    const answered = answerTo(client);
    client.end(Buffer.alloc(8 * 1024 * 1024 - 64 * 1024));
    expect(await answered).toMatchObject({ status: 403 });
    // The rest was drained, so the connection is whole and can be used again.
    if (!client.writableFinished) await once(client, 'finish');
    client.destroy();
  });

  it('cuts a refused client that goes on past the bounds of the drain', async () => {
    const base = await serve(
      () => Promise.reject(defineError('denied', 'NOT_YOURS')('You may not write here.')),
      { limits: { linger: { bytesMax: 256 * 1024, timeoutMs: 60_000 } } },
    );
    const client = open(base, { 'content-length': 64 * 1024 * 1024 });
    expect(await answerTo(client)).toMatchObject({ status: 403 });
    const closed = closing(client);
    client.write(Buffer.alloc(8 * 1024 * 1024));
    await closed;
    expect(client.writableFinished).toBe(false);
  });

  it('cuts a refused client that falls silent', async () => {
    const base = await serve(
      () => Promise.reject(defineError('denied', 'NOT_YOURS')('You may not write here.')),
      { limits: { linger: { bytesMax: 256 * 1024, timeoutMs: 20 } } },
    );
    const client = open(base, { 'content-length': 1024 });
    const answered = answerTo(client);
    const closed = closing(client);
    expect(await answered).toMatchObject({ status: 403 });
    await closed;
  });

  it('ends a body that is slower than the pace with an answer', async () => {
    const base = await serve(async (message) => {
      const pace = { bytesPerSecondMin: 1_000_000, windowMs: 30 };
      for await (const _ of bodyChunks(message, { pace }));
    });
    const client = open(base, { 'content-length': 1024 });
    client.write('slow');
    expect(await answerTo(client)).toMatchObject({
      status: 400,
      text: expect.stringContaining('REQUEST_TOO_SLOW') as string,
    });
    client.destroy();
  });

  it('reports a client that goes away in the middle', async () => {
    const failed = Promise.withResolvers<unknown>();
    const base = await serve(async (message) => {
      try {
        for await (const _ of bodyChunks(message)) client.destroy();
      } catch (error) {
        failed.resolve(error);
      }
    });
    const client = open(base, { 'content-length': 1024 });
    client.write('some');
    expect(await failed.promise).toMatchObject({ code: 'REQUEST_ABORTED' });
  });

  it('stops when its signal aborts, with the reason', async () => {
    const gate = new AbortController();
    const base = await serve(async (message) => {
      for await (const _ of bodyChunks(message, { signal: gate.signal })) {
        gate.abort(defineError('unavailable', 'CLOSING')('Closing.'));
      }
    });
    const client = open(base, { 'content-length': 1024 });
    client.write('some');
    expect(await answerTo(client)).toMatchObject({ status: 503 });
    client.destroy();
  });
});

describe('Expect: 100-continue', () => {
  async function offer(path: string): Promise<{ status: number; wasAsked: boolean }> {
    const app = createServer();
    apps.push(app);
    rawBodies(app);
    const refuse = defineError('denied', 'NOT_YOURS');
    app.put('/refused', { onRequest: () => Promise.reject(refuse('Not here.')) }, () => 'never');
    app.put('/taken', (request) => readBody(request.raw, { bytesMax: 100 }));
    const base = await app.listen({ host: '127.0.0.1', port: 0 });
    const client = open(base + path, { 'content-length': 4, expect: '100-continue' });
    let wasAsked = false;
    client.on('continue', () => {
      wasAsked = true;
      client.end('body');
    });
    const { status } = await answerTo(client);
    client.destroy();
    return { status, wasAsked };
  }

  it('is answered for who may go on, and never for who was refused', async () => {
    expect(await offer('/taken')).toEqual({ status: 200, wasAsked: true });
    expect(await offer('/refused')).toEqual({ status: 403, wasAsked: false });
    expect(await offer('/unknown')).toEqual({ status: 404, wasAsked: false });
  });
});

describe('readJson', () => {
  const reads = (options: ReadBodyOptions) =>
    serve(async (message) => ({ got: await readJson(message, options) }));
  const put = (
    base: string,
    body: string | Buffer<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => fetch(base, { method: 'PUT', body, headers });

  it('inflates gzip and deflate, as npm audit sends', async () => {
    const base = await reads({ bytesMax: 1000 });
    const response = await put(base, gzipSync('{"left-pad":["1.0.0"]}'), {
      'content-encoding': 'gzip',
    });
    expect(await response.json()).toEqual({ got: { 'left-pad': ['1.0.0'] } });
  });

  it('D5.7 refuses a body that is larger inflated than it may be', async () => {
    const base = await reads({ bytesMax: 100_000 });
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await put(base, bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  it('refuses a stated length over the limit without reading', async () => {
    const base = await reads({ bytesMax: 100 });
    const client = open(base, { 'content-length': 101 });
    expect(await answerTo(client)).toMatchObject({ status: 413 });
    client.destroy();
  });

  it('refuses a chunked body as soon as it passes the limit', async () => {
    const base = await reads({ bytesMax: 100 });
    const client = open(base, { 'transfer-encoding': 'chunked' });
    client.write(Buffer.alloc(101));
    expect(await answerTo(client)).toMatchObject({ status: 413 });
    client.destroy();
  });

  it('refuses encodings it does not know and bodies that do not inflate', async () => {
    const base = await reads({ bytesMax: 100 });
    expect((await put(base, '{}', { 'content-encoding': 'br' })).status).toBe(400);
    expect((await put(base, '{}', { 'content-encoding': 'constructor' })).status).toBe(400);
    expect((await put(base, '{}', { 'content-encoding': 'gzip' })).status).toBe(400);
  });
});
