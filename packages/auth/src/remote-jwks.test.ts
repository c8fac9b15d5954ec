import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PublicJwk } from './public-jwk.ts';
import { RemoteJwks, unknownKidFetchEveryMs } from './remote-jwks.ts';
import { generateSigningKey } from './signing-key.ts';

const patient = new AbortController().signal;

let keys: PublicJwk[];
beforeAll(async () => {
  const times = { activeFrom: new Date(0), expiresAt: new Date('2100-01-01') };
  const pairs = await Promise.all([generateSigningKey(times), generateSigningKey(times)]);
  keys = pairs.map((pair) => pair.publicJwk);
});

/** A gateway whose answer each test chooses, and a clock that it turns. */
const gateway = { answer: (): string => '', status: 200, requests: 0, stalls: false };
let nowMs: number;
let server: Server;
let remote: RemoteJwks;
let failures: unknown[];

beforeEach(async () => {
  nowMs = Date.parse('2030-01-01T00:00:00Z');
  const seen: unknown[] = [];
  failures = seen;
  Object.assign(gateway, { status: 200, requests: 0, stalls: false });
  gateway.answer = () => JSON.stringify({ keys: keys.slice(0, 1) });
  server = createServer((_, response) => {
    gateway.requests += 1;
    if (gateway.stalls) return;
    response.writeHead(gateway.status, { location: '/elsewhere' }).end(gateway.answer());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  remote = new RemoteJwks({
    url: new URL(`http://127.0.0.1:${port}/.well-known/jwks.json`),
    clock: { now: () => new Date(nowMs) },
    onRefreshError: (error) => seen.push(error),
  });
});

afterEach(async () => {
  server.closeAllConnections();
  if (server.listening) await closed(server);
});

const kidOf = (at: number) => keys[at]?.kid ?? '';

describe('the keys of a remote gateway', () => {
  it('are fetched once, however many ask at first', async () => {
    const found = await Promise.all(
      Array.from({ length: 50 }, () => remote.find(kidOf(0), patient)),
    );
    expect(found.every((key) => key?.type === 'public')).toBe(true);
    expect(gateway.requests).toBe(1);
  });

  it('D3.10 1,000 unknown ids cause one fetch in 30 seconds', async () => {
    await remote.warm(patient);
    nowMs += unknownKidFetchEveryMs;
    for (let attempt = 0; attempt < 1_000; attempt += 1) {
      nowMs += 29;
      expect(await remote.find(`invented-${attempt}`, patient)).toBeUndefined();
    }
    expect(gateway.requests).toBe(2);
    nowMs += unknownKidFetchEveryMs;
    await remote.find('invented', patient);
    expect(gateway.requests).toBe(3);
  });

  it('D3.10 a key published since is found by the next allowed fetch', async () => {
    await remote.warm(patient);
    gateway.answer = () => JSON.stringify({ keys });
    nowMs += unknownKidFetchEveryMs;
    expect(await remote.find(kidOf(1), patient)).toBeDefined();
  });

  it('survive a gateway that is away', async () => {
    await remote.warm(patient);
    server.closeAllConnections();
    await closed(server);
    nowMs += 3_600_000;
    expect(await remote.find(kidOf(0), patient)).toBeDefined();
    expect(await remote.find('unknown', patient)).toBeUndefined();
    expect(failures).toHaveLength(1);
  });

  it('D3.10 a removed key goes within a minute and one request', async () => {
    await remote.warm(patient);
    gateway.answer = () => JSON.stringify({ keys: keys.slice(1) });
    nowMs += 60_000;
    expect(await remote.find(kidOf(0), patient)).toBeDefined();
    await expect.poll(() => remote.find(kidOf(0), patient)).toBeUndefined();
    expect(gateway.requests).toBe(2);
  });

  it('are unavailable, not unknown, until a first fetch succeeds', async () => {
    gateway.status = 503;
    const unavailable = { code: 'VERIFICATION_KEYS_UNAVAILABLE', kind: 'unavailable' };
    await expect(remote.find(kidOf(0), patient)).rejects.toMatchObject(unavailable);
    await expect(remote.find(kidOf(0), patient)).rejects.toMatchObject(unavailable);
    expect(gateway.requests).toBe(1);
    gateway.status = 200;
    nowMs += 1_000;
    expect(await remote.find(kidOf(0), patient)).toBeDefined();
  });

  it('let a caller leave while the fetch goes on for the others', async () => {
    gateway.stalls = true;
    const leaver = new AbortController();
    const left = remote.find(kidOf(0), leaver.signal);
    await expect.poll(() => gateway.requests).toBe(1);
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
  });

  it.each([
    ['no JSON', () => 'oops'],
    ['an empty set', () => '{"keys":[]}'],
    ['no list', () => '{"keys":{}}'],
    ['more than 64 KiB', () => JSON.stringify({ keys: [], pad: 'x'.repeat(70_000) })],
    [
      'two keys of one id',
      () => JSON.stringify({ keys: [keys[0], { ...keys[1], kid: kidOf(0) }] }),
    ],
    ['a private member', () => JSON.stringify({ keys: [{ ...keys[0], d: 'AQAB' }] })],
    ['a key of no use here', () => JSON.stringify({ keys: [{ ...keys[0], use: 'enc' }] })],
    ['17 keys', () => JSON.stringify({ keys: Array(17).fill(keys[0]) })],
  ])('D3.9 are not taken from an answer with %s', async (_, answer) => {
    await remote.warm(patient);
    gateway.answer = answer;
    nowMs += unknownKidFetchEveryMs;
    expect(await remote.find('unknown', patient)).toBeUndefined();
    expect(await remote.find(kidOf(0), patient)).toBeDefined();
    expect(failures).toHaveLength(1);
  });

  it('are not taken from where a redirect leads', async () => {
    gateway.status = 302;
    await expect(remote.warm(patient)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(gateway.requests).toBe(1);
  });
});

function closed(running: Server): Promise<void> {
  return new Promise((resolve) => {
    running.close(() => resolve());
  });
}
