import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { Secret } from '@bonded/kernel';
import { freePort, isOnPath, type SpawnedProcess, spawnProcess } from '@bonded/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeCache, describeRateCounter } from '../conformance.ts';
import { openRedisCache, openRedisRateCounter } from './index.ts';

const patient = new AbortController().signal;
const isInstalled = isOnPath('redis-server');

test('redis-server is there in CI: a missing one is a failure, not a skip', () => {
  expect(isInstalled || process.env.CI !== 'true').toBe(true);
});

describe.skipIf(!isInstalled)('with a redis-server (skipped where none is on the PATH)', () => {
  let url: Secret;
  let port: number;
  let server: SpawnedProcess;
  beforeAll(async () => {
    port = await freePort();
    url = new Secret(`redis://127.0.0.1:${port}`);
    server = await startRedis(port);
  });
  afterAll(async () => {
    server.kill();
    await server.exited;
  });

  describeCache('Redis', async () => {
    const cache = await openRedisCache(url, patient);
    return { cache, pass: () => {}, dispose: () => cache[Symbol.asyncDispose]() };
  });

  describeRateCounter('Redis', async () => {
    const counters = [
      await openRedisRateCounter(url, patient),
      await openRedisRateCounter(url, patient),
    ] as const;
    return {
      counters,
      pass: () => {},
      nowMs: Date.now,
      dispose: async () => {
        for (const counter of counters) await counter[Symbol.asyncDispose]();
      },
    };
  });

  test('D3.20 counts survive a restart of the replicas', async () => {
    const limit = { countMax: 3, windowMs: 3_600_000 };
    for (let at = 0; at < 3; at += 1) {
      await using counter = await openRedisRateCounter(url, patient);
      expect((await counter.take('restart', limit, patient)).admitted).toBe(true);
    }
    await using counter = await openRedisRateCounter(url, patient);
    expect((await counter.take('restart', limit, patient)).admitted).toBe(false);
  });

  test('keys expire by themselves soon after their window', async () => {
    await using counter = await openRedisRateCounter(url, patient);
    await counter.take('expiring', { countMax: 1, windowMs: 2_000 }, patient);
    const ttl = Number(await ask('PTTL bonded:rate:2000:expiring'));
    expect(ttl).toBeGreaterThan(1_000);
    expect(ttl).toBeLessThanOrEqual(2_200);
  });

  test('the script comes back by itself when the server has forgotten it', async () => {
    await using counter = await openRedisRateCounter(url, patient);
    expect(await ask('SCRIPT FLUSH')).toBe('OK');
    const limit = { countMax: 1, windowMs: 60_000 };
    expect((await counter.take('flushed', limit, patient)).admitted).toBe(true);
  });

  test('a server that goes away fails calls at once, and serves again when back', async () => {
    const ownPort = await freePort();
    const own = await startRedis(ownPort);
    const ownUrl = new Secret(`redis://127.0.0.1:${ownPort}`);
    await using cache = await openRedisCache(ownUrl, patient);
    await cache.set('key', 1, 60_000, patient);
    own.kill('SIGKILL');
    await own.exited;
    const fromMs = performance.now();
    await expect(cache.get('key', patient)).rejects.toMatchObject({
      code: 'CACHE_UNAVAILABLE',
      kind: 'unavailable',
    });
    expect(performance.now() - fromMs).toBeLessThan(2_000);
    await startRedis(ownPort);
    const answer = () => cache.get('key', patient).catch(() => 'away');
    await expect.poll(answer, { timeout: 10_000 }).toBeUndefined();
  });

  test('an address where nothing listens is unavailable, without its password', async () => {
    const away = new Secret(`redis://:hunter2@127.0.0.1:${await freePort()}`);
    const opened = openRedisCache(away, patient);
    await expect(opened).rejects.toMatchObject({ code: 'CACHE_UNAVAILABLE' });
    await expect(opened).rejects.not.toThrow(/hunter2/);
  });

  /** One inline command, as an operator would type it. */
  async function ask(command: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8').write(`${command}\r\n`);
    const replies: unknown[] = await once(socket, 'data');
    socket.destroy();
    return String(replies[0]).trim().slice(1);
  }
});

/** Starts a server that keeps nothing on disk. */
async function startRedis(port: number): Promise<SpawnedProcess> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
  const server = await spawnProcess('redis-server', { args, cwd: tmpdir() });
  await server.waitForLine(/Ready to accept connections/);
  return server;
}
