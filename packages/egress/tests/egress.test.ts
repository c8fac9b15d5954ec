import { gzipSync } from 'node:zlib';
import { Secret } from '@bonded/kernel';
import { waitFor } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { ask, openWay } from './ask.ts';
import { listen } from './listen.ts';

const failed = { code: 'EGRESS_FAILED', kind: 'unavailable' };
const refused = { code: 'EGRESS_REFUSED', kind: 'invalid' };

describe('an answer', () => {
  it('of any status comes with its headers in lower case and its own address', async () => {
    const server = await listen('127.0.0.1', (_, response) => {
      response.setHeader('X-Colour', ['red', 'green']);
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no apples');
    });
    const url = `http://127.0.0.1:${server.port}/apples?ripe=1`;
    expect(await ask(openWay(), url)).toMatchObject({
      status: 404,
      url,
      text: 'no apples',
      headers: { 'content-type': 'text/plain', 'x-colour': 'red, green' },
    });
    expect(server.hits).toEqual([`127.0.0.1:${server.port} /apples?ripe=1`]);
  });

  it('is never decompressed', async () => {
    const packed = gzipSync('apples and pears');
    const server = await listen('127.0.0.1', (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    const answer = await ask(openWay(), `http://127.0.0.1:${server.port}/`);
    expect(Buffer.from(answer.text, 'latin1')).toEqual(packed);
    expect(answer.headers['content-encoding']).toBe('gzip');
  });

  it('to HEAD has no body and keeps its length', async () => {
    const server = await listen('127.0.0.1', ({ method }, response) => {
      response.writeHead(200, { 'content-length': '5', 'x-method': method }).end();
    });
    const answer = await ask(openWay(), `http://127.0.0.1:${server.port}/`, { method: 'HEAD' });
    const headers = { 'content-length': '5', 'x-method': 'HEAD' };
    expect(answer).toMatchObject({ status: 200, text: '', headers });
  });

  it('that is not whole is a failure, before and after its headers', async () => {
    const server = await listen('127.0.0.1', ({ url, socket }, response) => {
      if (url === '/nothing') socket.destroy();
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => socket.destroy());
    });
    const way = openWay();
    for (const path of ['/nothing', '/half']) {
      const answer = ask(way, `http://127.0.0.1:${server.port}${path}`);
      await expect(answer, path).rejects.toMatchObject(failed);
    }
  });

  it('with larger headers than the limit is a failure that says so', async () => {
    const server = await listen('127.0.0.1', (_, response) => {
      response.writeHead(200, { 'x-long': 'a'.repeat(5_000) }).end();
    });
    const way = openWay({ limits: { headerBytesMax: 4_096 } });
    const answer = ask(way, `http://127.0.0.1:${server.port}/`);
    await expect(answer).rejects.toMatchObject({
      ...failed,
      message: `127.0.0.1:${server.port} sent larger headers than we read.`,
    });
  });

  it('that nobody reads gives its connection back when it is disposed of', async () => {
    const server = await listen('127.0.0.1', (_, response) => response.end('a'.repeat(10_000)));
    const way = openWay({ limits: { connectionsPerOriginMax: 1, requestsMax: 1 } });
    const { signal } = new AbortController();
    for (let round = 0; round < 3; round += 1) {
      await using answer = await way.fetch({
        url: new URL(`http://127.0.0.1:${server.port}/`),
        signal,
      });
      expect(answer.status).toBe(200);
    }
    expect(server.connections()).toBe(1);
  });

  it('too large to throw away costs its connection instead', async () => {
    const server = await listen('127.0.0.1', (_, response) => response.end(Buffer.alloc(100_000)));
    const way = openWay({ limits: { connectionsPerOriginMax: 1, leftoverBytesMax: 1_000 } });
    const { signal } = new AbortController();
    for (let round = 0; round < 2; round += 1) {
      await using answer = await way.fetch({
        url: new URL(`http://127.0.0.1:${server.port}/`),
        signal,
      });
      expect(answer.status).toBe(200);
    }
    expect(server.connections()).toBe(2);
  });
});

describe('a silent server is given up', () => {
  it('before its headers, in its headers and in its body', async () => {
    const server = await listen('127.0.0.1', ({ url, socket }, response) => {
      if (url === '/headers') socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      if (url === '/body') response.writeHead(200).write('half');
    });
    const way = openWay({ limits: { headersTimeoutMs: 100, idleTimeoutMs: 100 } });
    for (const path of ['/nothing', '/headers', '/body']) {
      const answer = ask(way, `http://127.0.0.1:${server.port}${path}`);
      const message = `127.0.0.1:${server.port} did not answer in time.`;
      await expect(answer, path).rejects.toMatchObject({ ...failed, message });
    }
  });

  it('when its name is not found out in time, or is not known', async () => {
    const never = () => new Promise<never>(() => {});
    const slow = openWay({ resolve: never, limits: { connectTimeoutMs: 100 } });
    await expect(ask(slow, 'http://registry.test/')).rejects.toMatchObject(failed);
    const unknown = openWay({ resolve: () => Promise.resolve([]) });
    await expect(ask(unknown, 'http://registry.test/')).rejects.toMatchObject(failed);
  });
});

describe('the caller’s signal ends a request with its own reason', () => {
  const reason = new Error('enough');

  it('before it begins', async () => {
    const server = await listen('127.0.0.1');
    const signal = AbortSignal.abort(reason);
    const answer = ask(openWay(), `http://127.0.0.1:${server.port}/`, { signal });
    await expect(answer).rejects.toBe(reason);
    expect(server.connections()).toBe(0);
  });

  it('while a name is looked up', async () => {
    const abort = new AbortController();
    const resolve = () => {
      abort.abort(reason);
      return new Promise<never>(() => {});
    };
    // Longer than this test may take: only the signal can end it.
    const way = openWay({ resolve, limits: { connectTimeoutMs: 600_000 } });
    const answer = ask(way, 'http://registry.test/', { signal: abort.signal });
    await expect(answer).rejects.toBe(reason);
  });

  it('while it waits for headers, and while its body is read', async () => {
    for (const path of ['/', '/body']) {
      const abort = new AbortController();
      const server = await listen('127.0.0.1', ({ url }, response) => {
        if (url === '/') abort.abort(reason);
        else response.writeHead(200).write('half', () => abort.abort(reason));
      });
      const { signal } = abort;
      const answer = ask(openWay(), `http://127.0.0.1:${server.port}${path}`, { signal });
      await expect(answer, path).rejects.toBe(reason);
    }
  });
});

describe('what one process asks at a time', () => {
  it('is bounded by connections to an origin', async () => {
    const waiting: (() => void)[] = [];
    const server = await listen('127.0.0.1', (_, response) => {
      waiting.push(() => response.end('here'));
    });
    const way = openWay({ limits: { connectionsPerOriginMax: 2 } });
    const url = `http://127.0.0.1:${server.port}/`;
    const answers = Array.from({ length: 6 }, () => ask(way, url));
    for (let answered = 0; answered < 6; answered += 1) {
      await waitFor(() => waiting.length > 0);
      waiting.shift()?.();
    }
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(
      answers.map(() => 200),
    );
    expect(server.connections()).toBe(2);
  });

  it('is bounded over all, and what ended counts no more', async () => {
    const server = await listen('127.0.0.1');
    const way = openWay({ limits: { requestsMax: 2 } });
    const url = `http://127.0.0.1:${server.port}/`;
    const { signal } = new AbortController();
    const first = await way.fetch({ url: new URL(url), signal });
    const second = await way.fetch({ url: new URL(url), signal });
    await expect(ask(way, url)).rejects.toMatchObject(failed);
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    for (let round = 0; round < 3; round += 1) expect((await ask(way, url)).status).toBe(200);
  });

  it('ends when the way is closed', async () => {
    const way = openWay();
    const server = await listen('127.0.0.1', () => void way.close());
    const url = `http://127.0.0.1:${server.port}/`;
    await expect(ask(way, url)).rejects.toMatchObject(failed);
    await expect(ask(way, url)).rejects.toMatchObject(failed);
  });
});

describe('a request', () => {
  it.each(['ftp://example.org/', 'file:///etc/passwd', 'data:,x', 'http://a:b@example.org/'])(
    'to %s is refused, and so is a redirect there',
    async (location) => {
      await expect(ask(openWay(), location)).rejects.toMatchObject(refused);
      const server = await listen('127.0.0.1', (_, response) => {
        response.writeHead(307, { location }).end();
      });
      const answer = ask(openWay(), `http://127.0.0.1:${server.port}/`);
      await expect(answer).rejects.toMatchObject(refused);
    },
  );

  it('is sent as it was given, and says who asks', async () => {
    const seen: unknown[] = [];
    const server = await listen('127.0.0.1', ({ headers }, response) => {
      seen.push([headers.accept, headers['user-agent'], headers['accept-encoding']]);
      response.end();
    });
    const url = `http://127.0.0.1:${server.port}/`;
    await ask(openWay(), url, { headers: { Accept: 'text/html' } });
    await ask(openWay(), url, { headers: { 'User-Agent': 'mirror', 'accept-encoding': 'gzip' } });
    expect(seen).toEqual([
      ['text/html', 'bonded', undefined],
      [undefined, 'mirror', 'gzip'],
    ]);
  });

  it('may not say another host than its address does', async () => {
    const answer = ask(openWay(), 'http://127.0.0.1/', { headers: { Host: 'elsewhere' } });
    await expect(answer).rejects.toThrow('which host');
  });
});

describe('a redirect', () => {
  it('is followed, and the answer says where it came from', async () => {
    const server = await listen('127.0.0.1', ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(308, { location: String(left - 1) }).end('elsewhere');
    });
    const base = `http://127.0.0.1:${server.port}`;
    const way = openWay({ limits: { connectionsPerOriginMax: 1 } });
    expect(await ask(way, `${base}/5`)).toMatchObject({ text: 'there', url: `${base}/0` });
    expect(server.connections()).toBe(1);
    await expect(ask(way, `${base}/6`)).rejects.toMatchObject(failed);
  });

  it('to nowhere is the answer, and one to nonsense a failure', async () => {
    const server = await listen('127.0.0.1', ({ url }, response) => {
      response.writeHead(302, url === '/' ? {} : { location: 'http://[' }).end();
    });
    const base = `http://127.0.0.1:${server.port}`;
    expect(await ask(openWay(), `${base}/`)).toMatchObject({ status: 302 });
    await expect(ask(openWay(), `${base}/x`)).rejects.toMatchObject(failed);
  });

  it('takes credentials along in its own origin only, and never brings them back', async () => {
    const seen: string[] = [];
    const steps = new Map<string, string>();
    const start = () =>
      listen('127.0.0.1', ({ url = '', headers }, response) => {
        const sent = [headers.authorization, headers.cookie, headers['x-kept']].map(String);
        seen.push(`${url} ${sent.join(' ')}`);
        const location = steps.get(url);
        response
          .writeHead(location === undefined ? 200 : 302, location === undefined ? {} : { location })
          .end();
      });
    const [home, abroad] = [await start(), await start()];
    steps.set('/a', '/b');
    steps.set('/b', `http://127.0.0.1:${abroad.port}/c`);
    steps.set('/c', `http://127.0.0.1:${home.port}/d`);
    await ask(openWay(), `http://127.0.0.1:${home.port}/a`, {
      authorization: new Secret('Bearer s3cret'),
      headers: { Cookie: 'id=1', 'X-Kept': 'yes' },
    });
    expect(seen).toEqual([
      '/a Bearer s3cret id=1 yes',
      '/b Bearer s3cret id=1 yes',
      '/c undefined undefined yes',
      '/d undefined undefined yes',
    ]);
  });
});
