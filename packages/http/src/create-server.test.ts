import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { defineError } from '@bonded/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawBodies } from './body-parsers.ts';
import { createServer } from './create-server.ts';
import { bodyChunks } from './request-body.ts';

let app: FastifyInstance;
let base: string;

beforeAll(async () => {
  app = createServer();
  app.get('/things/:name', (request) => ({ name: (request.params as { name: string }).name }));
  app.post('/echo', (request) => ({ body: request.body ?? null }));
  app.get('/refused', () => {
    throw defineError('rate-limited', 'TOO_MANY')('Later.', {
      details: { retryAfterSeconds: 1.2 },
    });
  });
  app.get('/anonymous', () => {
    throw defineError('unauthenticated', 'SIGN_IN')('Sign in first.');
  });
  app.get('/broken', () => {
    throw new Error('password=hunter2 in SELECT * FROM users');
  });
  await app.register((scope, _options, done) => {
    rawBodies(scope);
    scope.put('/files/*', async (request) => {
      let sizeBytes = 0;
      for await (const chunk of bodyChunks(request.raw)) sizeBytes += chunk.length;
      return { sizeBytes };
    });
    scope.put('/closed/*', () => {
      throw defineError('denied', 'NOT_YOURS')('You may not write here.');
    });
    done();
  });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** Unlike `fetch`, sends the path exactly as it is written. */
async function fetchAsIs(path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(base);
  const client = get({ hostname, port, path });
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
  return { status: response.statusCode ?? 0, text };
}

const problem = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string; requestId: string } })
    .error;

describe('createServer', () => {
  it('gives each answer a request id of its own and the security headers', async () => {
    const response = await fetch(`${base}/things/a`, { headers: { 'x-request-id': 'mine' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('takes parameters as long as any digest or module path', async () => {
    const name = 'a'.repeat(2000);
    expect(await (await fetch(`${base}/things/${name}`)).json()).toEqual({ name });
  });

  it('answers an unknown address with 404 and a known one with 405 and what it takes', async () => {
    const unknown = await fetch(`${base}/nothing`);
    expect(unknown.status).toBe(404);
    expect(await problem(unknown)).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
    const wrongMethod = await fetch(`${base}/things/a`, { method: 'DELETE' });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get('allow')).toBe('GET, HEAD');
    const wildcard = await fetch(`${base}/files/a/b`, { method: 'PATCH' });
    expect(wildcard.headers.get('allow')).toBe('PUT');
  });

  it('D3.17 refuses an ambiguous path before any route sees it', async () => {
    for (const path of ['/things//a', '/things/a;x', '/things/%2e%2e', '/things/%00', '/x%5cy']) {
      const response = await fetchAsIs(path);
      expect(response, path).toMatchObject({ status: 400 });
      expect(response.text).toContain('PATH_INVALID');
    }
    expect((await fetch(`${base}/things/%ff`)).status).toBe(400);
    expect((await fetch(`${base}/things/a/`)).status).toBe(404);
    expect((await fetch(`${base}/THINGS/a`)).status).toBe(404);
  });

  it('D3.17 ignores headers that would override the method', async () => {
    const response = await fetch(`${base}/things/a`, {
      headers: { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
    });
    expect(response.status).toBe(200);
  });

  it('says what an AppError says, and when to come back', async () => {
    const limited = await fetch(`${base}/refused`);
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('2');
    expect(await problem(limited)).toEqual({
      code: 'TOO_MANY',
      message: 'Later.',
      requestId: limited.headers.get('x-request-id'),
    });
    const anonymous = await fetch(`${base}/anonymous`);
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer realm="Bonded"');
  });

  it('says nothing of an error that is not an AppError', async () => {
    const response = await fetch(`${base}/broken`);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('INTERNAL');
    expect(text).not.toMatch(/hunter2|SELECT/);
  });

  const post = (body: string | undefined, headers: Record<string, string>) =>
    fetch(`${base}/echo`, { method: 'POST', ...(body !== undefined && { body }), headers });

  it('parses JSON of any JSON type, tolerates an empty body, and names other faults', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await (await post('{"a":1}', json)).json()).toEqual({ body: { a: 1 } });
    const patch = { 'content-type': 'application/merge-patch+json; charset=utf-8' };
    expect(await (await post('{"a":1}', patch)).json()).toEqual({ body: { a: 1 } });
    expect(await (await post('', json)).json()).toEqual({ body: null });
    expect((await post('{', json)).status).toBe(400);
    expect((await post('{"__proto__":1}', json)).status).toBe(400);
    expect((await post('a=1', { 'content-type': 'text/csv' })).status).toBe(415);
    const large = await post(`"${'a'.repeat(1024 * 1024)}"`, json);
    expect(large.status).toBe(413);
    expect(await problem(large)).toMatchObject({ code: 'BODY_TOO_LARGE' });
  });

  it('leaves bodies of any type, length and framing to a scope that streams', async () => {
    const body = Buffer.alloc(3 * 1024 * 1024, 1);
    for (const type of ['', 'application/json', 'application/vnd.oci.image+json', 'x/y']) {
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
      const response = await fetch(`${base}/files/a`, { method: 'PUT', body, headers });
      expect(await response.json(), type).toEqual({ sizeBytes: body.length });
    }
  });
});
