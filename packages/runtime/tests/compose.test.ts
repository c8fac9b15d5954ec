import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createKeyEncryptionKey } from '@bonded/auth';
import { ensureFirstAdmin, signIn } from '@bonded/core/identity';
import { closeSignalOf, createServer } from '@bonded/http';
import { Secret } from '@bonded/kernel';
import {
  composeRuntime,
  readSettings,
  requestAuthenticator,
  sharedSettings,
} from '@bonded/runtime';
import { afterTest, createTestDatabase, tempDir } from '@bonded/testing';
import { describe, expect, it } from 'vitest';

const { url, database } = await createTestDatabase();
const dataDirectory = await tempDir();
const keyEncryptionKeyFile = join(dataDirectory, 'kek');
await createKeyEncryptionKey(keyEncryptionKeyFile);
await mkdir(join(dataDirectory, 'advisories'));
const password = 'a warehouse full of apples';
const noOne = { ip: null, userAgent: null, requestId: null };

function configOf(extra: Record<string, string> = {}) {
  return readSettings(sharedSettings, {
    DATABASE_URL: url,
    BONDED_DATA_DIR: dataDirectory,
    BONDED_KEK_FILE: keyEncryptionKeyFile,
    BONDED_PUBLIC_URL: 'http://bonded.test',
    BONDED_BLOB_URL: 'http://blobs.bonded.test',
    BONDED_CONSOLE_URL: 'http://console.bonded.test',
    BONDED_LOG_LEVEL: 'error',
    ...extra,
  });
}

async function compose(extra: Record<string, string> = {}) {
  const life = new AbortController();
  const runtime = await composeRuntime(configOf(extra), { role: 'test', signal: life.signal });
  afterTest(async () => {
    await runtime[Symbol.asyncDispose]();
    life.abort(new Error('the test is over'));
  });
  return runtime;
}

/** Of runtimes, beside the one that asks. */
async function connections(): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'bonded'
       AND pid <> pg_backend_pid()`,
  );
  return Number(rows[0]?.count);
}

describe('a runtime', () => {
  it('shares keys, secrets and roles with every other of its installation', async () => {
    const [first, second] = await Promise.all([compose(), compose()]);
    expect(await database.prisma.signingKey.count()).toBe(1);
    expect(await database.prisma.installationSecret.count()).toBe(3);
    expect(first.ports.pepper.reveal()).toEqual(second.ports.pepper.reveal());
    const { signal } = first;
    await ensureFirstAdmin(first.ports, new Secret(password), signal);
    const input = { username: 'admin', password };
    const { accessToken } = await signIn(first.ports, noOne, input, signal);
    const { claims } = await second.ports.verifier.verify('access', accessToken, signal);
    expect(claims.sessionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that cannot be put together leaves nothing open', async () => {
    await expect.poll(connections).toBe(0);
    const failed = compose({ BONDED_KEK_FILE: join(dataDirectory, 'nowhere') });
    await expect(failed).rejects.toMatchObject({ code: 'KEY_FILE_NOT_USABLE' });
    await expect.poll(connections).toBe(0);
  });

  it('D3.16 asks this machine for nothing, unless its network is listed', async () => {
    const server = createHttpServer((_, response) => response.end('here'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    afterTest(async () => void server.close());
    const { port } = server.address() as AddressInfo; // A TCP server has one.
    const [closed, open] = [
      await compose(),
      await compose({ BONDED_EGRESS_NETWORKS: '127.0.0.0/8' }),
    ];
    const request = { url: new URL(`http://127.0.0.1:${port}/`), signal: open.signal };
    await expect(closed.ports.egress.fetch(request)).rejects.toMatchObject({
      code: 'EGRESS_REFUSED',
    });
    await using answer = await open.ports.egress.fetch(request);
    expect(answer.status).toBe(200);
  });

  it('says who sends a request, and believes proxies only where they are listed', async () => {
    const { ports } = await compose();
    const app = createServer();
    const authenticate = requestAuthenticator(ports, []);
    app.get('/whoami', async (request) => {
      const { kind, name, origin } = await authenticate(request);
      return { kind, name, ip: origin.ip, isGone: closeSignalOf(request).aborted };
    });
    const base = await app.listen({ host: '127.0.0.1', port: 0 });
    afterTest(() => app.close());
    const ask = async (headers: Record<string, string>) => {
      const response = await fetch(`${base}/whoami`, { headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const basic = Buffer.from(`admin:${password}`).toString('base64');
    expect(await ask({ 'x-forwarded-for': '203.0.113.9' })).toEqual({
      status: 200,
      body: { kind: 'anonymous', name: 'anonymous', ip: '127.0.0.1', isGone: false },
    });
    expect(await ask({ authorization: `Basic ${basic}` })).toMatchObject({
      body: { kind: 'user', name: 'admin' },
    });
    expect(await ask({ authorization: 'Bearer nonsense' })).toMatchObject({ status: 401 });
  });
});
