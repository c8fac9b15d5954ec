import { type AddressInfo, connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBody } from './body.ts';
import { rawBodies } from './body-parsers.ts';
import { createServer } from './create-server.ts';

let app: FastifyInstance;
const seen: string[] = [];

beforeAll(async () => {
  app = createServer();
  await app.register((scope, _options, done) => {
    rawBodies(scope);
    scope.all('/*', async (request) => {
      seen.push(`${request.method} ${request.url}`);
      const body = await readBody(request.raw, { bytesMax: 1024 });
      return { length: body.length };
    });
    done();
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** Sends bytes as they are and returns everything until the server closes the connection. */
function exchange(bytes: string): Promise<string> {
  const { port } = app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
const post = 'POST /a HTTP/1.1\r\nHost: x\r\n';

const cases: Record<string, string> = {
  'Transfer-Encoding beside Content-Length': `${post}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'two Content-Lengths that differ': `${post}Content-Length: 0\r\nContent-Length: 44\r\n\r\n${smuggled}`,
  'a list of Content-Lengths': `${post}Content-Length: 0, 44\r\n\r\n${smuggled}`,
  'a Content-Length with a sign': `${post}Content-Length: +0\r\n\r\n${smuggled}`,
  'a Content-Length in hexadecimal': `${post}Content-Length: 0x10\r\n\r\n${smuggled}`,
  'a folded header line': `${post}X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n${smuggled}`,
  'a folded Transfer-Encoding': `${post}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'a space before the colon': `${post}Content-Length : 0\r\n\r\n${smuggled}`,
  'a chunk size that is no number': `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n0\r\n\r\n${smuggled}`,
  'a chunk longer than its size': `${post}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n${smuggled}`,
  'a chunk size that overflows': `${post}Transfer-Encoding: chunked\r\n\r\n10000000000000001\r\na\r\n0\r\n\r\n${smuggled}`,
  'a chunk ended by LF alone': `${post}Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n${smuggled}`,
  'an unknown Transfer-Encoding': `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`,
  'chunked that is not the last coding': `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
  'CR alone between headers': `${post}X-A: b\rContent-Length: 0\r\n\r\n${smuggled}`,
  'LF alone between headers': `POST /a HTTP/1.1\nHost: x\nContent-Length: 0\n\n${smuggled}`,
  'a NUL in a header': `${post}X-A: b\0c\r\nContent-Length: 0\r\n\r\n${smuggled}`,
  'a header block over the limit': `${post}X-A: ${'a'.repeat(20_000)}\r\n\r\n${smuggled}`,
};

describe('request framing', () => {
  for (const [name, bytes] of Object.entries(cases)) {
    it(`D3.21 answers ${name} with 400 and closes, and sees no second request`, async () => {
      seen.length = 0;
      const answer = await exchange(bytes);
      expect(answer).toMatch(/^HTTP\/1\.1 (?:400|431) /);
      expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
      expect(seen).not.toContain('GET /smuggled');
    });
  }

  it('D3.21 answers a request without a Host with 400 and closes', async () => {
    expect(await exchange('GET /a HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('answers a request that offers h2c instead of hanging on the upgrade', async () => {
    const answer = await exchange(
      'GET /h2c HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings, close\r\n' +
        'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});
