import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEgress } from '@bonded/egress/undici';
import { afterAll, describe, expect, it } from 'vitest';
import { downloadDatabase, type Validators } from './download-database.ts';
import { type DownloadLimits, downloadLimits } from './limits.ts';
import { fixtureBytes } from './testing/fixtures.ts';
import { readAll } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { zipBytes } from './testing/zip-bytes.ts';

const egress = openEgress({ allowedNetworks: ['127.0.0.1/32'] });
afterAll(() => egress.close());

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server has one.
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

interface Attempt {
  readonly path?: string;
  readonly limits?: Partial<DownloadLimits>;
  readonly previous?: Validators;
  readonly signal?: AbortSignal;
}

/** Downloads from a source that answers so, and says what is in the folder afterwards. */
async function downloadFrom(listener: RequestListener, attempt: Attempt = {}) {
  await using source = await serve(listener);
  await using folder = await temporaryFolder();
  const { previous, signal = new AbortController().signal } = attempt;
  const limits = { ...downloadLimits, ...attempt.limits };
  const url = source.url + (attempt.path ?? '/all.zip');
  const options = { url, folder: folder.path, egress, limits, signal };
  const outcome = await downloadDatabase({
    ...options,
    ...(previous === undefined ? {} : { previous }),
  }).catch((error: unknown) => ({ error }));
  const left = await readdir(folder.path);
  const body = outcome !== null && 'path' in outcome ? await readFile(outcome.path) : null;
  return { outcome, left, body };
}

const database = zipBytes([{ name: 'MAL-1.json', body: fixtureBytes('mal-every-version') }]);
const failed = { error: { code: 'OSV_DATABASE_DOWNLOAD_FAILED', kind: 'unavailable' } };

describe('a database at an address', () => {
  it('lands in a file that reads as a database and goes away when disposed of', async () => {
    await using source = await serve((_, response) => response.end(database));
    await using folder = await temporaryFolder();
    const { signal } = new AbortController();
    const options = { url: `${source.url}/all.zip`, folder: folder.path, egress, signal };
    {
      await using downloaded = await downloadDatabase(options);
      expect(downloaded?.sizeBytes).toBe(database.length);
      expect(await readAll(downloaded?.path ?? '')).toEqual(['MAL-1.json: MAL-2024-110001']);
    }
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('is not fetched again while the source says that nothing has changed', async () => {
    const asked: (string | undefined)[] = [];
    const listener: RequestListener = ({ headers }, response) => {
      asked.push(headers['if-none-match'], headers['if-modified-since']);
      const isSame = headers['if-none-match'] === '"7"';
      const fields = { etag: '"7"', 'last-modified': 'Wed, 01 Oct 2025 00:00:00 GMT' };
      response.writeHead(isSame ? 304 : 200, fields).end(isSame ? undefined : database);
    };
    const first = await downloadFrom(listener);
    const validators = { etag: '"7"', lastModified: 'Wed, 01 Oct 2025 00:00:00 GMT' };
    expect(first.outcome).toMatchObject(validators);
    const second = await downloadFrom(listener, { previous: validators });
    expect(second).toEqual({ outcome: null, left: [], body: null });
    expect(asked).toEqual([undefined, undefined, '"7"', validators.lastModified]);
  });

  it('is followed through redirects, and not in circles', async () => {
    const listener: RequestListener = ({ url }, response) => {
      const isThere = url === '/there';
      response.writeHead(
        isThere ? 200 : 302,
        isThere ? {} : { location: url === '/all.zip' ? '/there' : url },
      );
      response.end(isThere ? database : '');
    };
    expect((await downloadFrom(listener)).body).toEqual(database);
    const circle = await downloadFrom(listener, { path: '/circle' });
    expect(circle).toMatchObject({ outcome: failed, left: [] });
  });

  it.each([
    ['an error', 500, {}],
    ['an absence', 404, {}],
    ['a redirect to nowhere', 302, {}],
    ['an answer to a question that was not asked', 304, {}],
  ])('is not %s', async (_, status, headers) => {
    const listener: RequestListener = (__, response) => response.writeHead(status, headers).end();
    expect(await downloadFrom(listener)).toMatchObject({ outcome: failed, left: [] });
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/all.zip',
    'all.zip',
    'http://a:b@example.org/',
  ])('is not %s, and neither is where a redirect leads', async (location) => {
    const invalid = { code: 'OSV_DATABASE_URL_INVALID', kind: 'invalid' };
    const { signal } = new AbortController();
    const options = { url: location, folder: '/nowhere', egress, signal };
    await expect(downloadDatabase(options)).rejects.toMatchObject(invalid);
    if (location === 'all.zip') return;
    const listener: RequestListener = (_, response) => response.writeHead(302, { location }).end();
    expect(await downloadFrom(listener)).toMatchObject({ outcome: { error: invalid }, left: [] });
  });
});

it('D3.16 a database in a network of our own is refused, and the error says why', async () => {
  const listener: RequestListener = (_, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  expect(await downloadFrom(listener)).toMatchObject({
    outcome: {
      error: {
        code: 'OSV_DATABASE_URL_INVALID',
        message: expect.stringContaining('BONDED_EGRESS_NETWORKS') as string,
      },
    },
    left: [],
  });
});

describe('D5.7 a download leaves nothing behind', () => {
  it('when the source sends more than the limit', async () => {
    const listener: RequestListener = (_, response) => response.end(Buffer.alloc(300_000));
    const { outcome, left } = await downloadFrom(listener, { limits: { bytesMax: 200_000 } });
    expect(outcome).toMatchObject({ error: { code: 'OSV_DATABASE_TOO_LARGE', kind: 'too-large' } });
    expect(left).toEqual([]);
  });

  it('when the source breaks off', async () => {
    const listener: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => response.destroy());
    };
    expect(await downloadFrom(listener)).toMatchObject({ outcome: failed, left: [] });
  });

  it('when the source falls silent', async () => {
    const listener: RequestListener = (_, response) => {
      response.writeHead(200).write('half');
    };
    const limits = { timeoutMs: 200 };
    expect(await downloadFrom(listener, { limits })).toMatchObject({ outcome: failed, left: [] });
  });

  it('when the caller stops it, with the caller’s reason', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const listener: RequestListener = (_, response) => {
      response.writeHead(200).write('half', () => abort.abort(reason));
    };
    const stopped = await downloadFrom(listener, { signal: abort.signal });
    expect(stopped).toMatchObject({ outcome: { error: reason }, left: [] });
  });
});
