import { deleteRepository } from '@bonded/core/repositories';
import { findIndex, openFile, proxyCacheOf, proxyReadsOf } from '@bonded/core/supply';
import { describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { keepScanning, makeRepository } from './goods.ts';
import { signInAdmin } from './people.ts';
import { honestly, type PlainVersion, servePlain } from './plain-upstream.ts';
import { type Proxy, proxiesIn } from './proxies.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'hosted' });
await importRecords(warehouse, [
  { id: 'GHSA-none', package: 'unrelated', events: [{ introduced: '0' }] },
]);

keepScanning(warehouse);
const { makeProxy, forget } = proxiesIn(warehouse, admin, { freshForSeconds: 0 });

const old = new Date('2026-01-01T00:00:00Z');
const one: PlainVersion = { version: '1.0.0', bytes: 'the first', publishedAt: old };

async function readsOf({ id: repositoryId }: Proxy) {
  await ports.upstreams.close();
  const days = await proxyReadsOf(ports, { repositoryId, days: 2 });
  return days.map(({ day, ...sums }) => {
    expect(day.getTime()).toBeLessThanOrEqual(Date.now());
    return sums;
  });
}

const read = (repository: Proxy, path = 'apple/-/1.0.0') =>
  openFile(ports, admin, { repository, path });

const indexBytes = BigInt(
  ['1.0.0', 'x'.repeat(64), old.toISOString(), 'files/apple/1.0.0'].join(' ').length,
);

describe('what a proxy counts', () => {
  it('tells what was here from what upstream was asked for, with the bytes of both', async () => {
    const upstream = await servePlain(honestly('apple', [one]));
    const repository = await makeProxy(upstream.url);
    for (let times = 0; times < 3; times += 1) await read(repository);
    expect(await codeOf(read(repository, 'pear/-/1.0.0'))).toBe('ARTIFACT_NOT_FOUND');
    expect(await readsOf(repository)).toEqual([
      {
        ...{ hits: 2n, misses: 2n, stale: 0n, refused: 0n },
        bytesServed: 27n,
        bytesFetched: 9n + indexBytes,
      },
    ]);
  });

  it('adds up over processes and over writings', async () => {
    const upstream = await servePlain(honestly('apple', [one]));
    const repository = await makeProxy(upstream.url);
    const replica = await warehouse.openReplica();
    await read(repository);
    await openFile(replica, admin, { repository, path: 'apple/-/1.0.0' });
    await replica.upstreams.close();
    expect(await readsOf(repository)).toMatchObject([{ hits: 1n, misses: 1n, bytesServed: 18n }]);
    await read(repository);
    expect(await readsOf(repository)).toMatchObject([{ hits: 2n, misses: 1n, bytesServed: 27n }]);
  });

  it('tells what was held from what was had', async () => {
    const young = { ...one, publishedAt: new Date() };
    const upstream = await servePlain(honestly('apple', [young]));
    const repository = await makeProxy(upstream.url, { cooldownHours: 24 });
    expect(await codeOf(read(repository))).toBe('ARTIFACT_HELD');
    expect(await readsOf(repository)).toMatchObject([
      { hits: 0n, misses: 1n, refused: 1n, bytesServed: 0n },
    ]);
  });

  it('tells when an index is served although upstream is away', async () => {
    const upstream = await servePlain(honestly('apple', [one]));
    const repository = await makeProxy(upstream.url);
    await (await findIndex(ports, admin, { repository, name: 'apple' })).read();
    upstream.answer = (_request, response) => {
      response.statusCode = 500;
      response.end();
    };
    await forget(repository);
    await (await findIndex(ports, admin, { repository, name: 'apple' })).read();
    expect(await readsOf(repository)).toMatchObject([{ stale: 1n }]);
  });

  it('is lost with its repository, and takes nothing else with it', async () => {
    const upstream = await servePlain(honestly('apple', [one]));
    const [gone, kept] = [await makeProxy(upstream.url), await makeProxy(upstream.url)];
    ports.upstreams.count(gone.id, { hits: 1 });
    ports.upstreams.count(kept.id, { hits: 1 });
    await deleteRepository(ports, admin, { id: gone.id });
    expect(await readsOf(gone)).toEqual([]);
    expect(await readsOf(kept)).toMatchObject([{ hits: 1n }]);
  });
});

it('says what a proxy holds, by when it was fetched', async () => {
  const upstream = await servePlain(honestly('apple', [one, { ...one, version: '2.0.0' }]));
  const repository = await makeProxy(upstream.url);
  const empty = await proxyCacheOf(ports, repository.id);
  expect(empty).toMatchObject({ artifactsCount: 0, sizeBytes: 0n, latestAt: null });
  await read(repository);
  await read(repository, 'apple/-/2.0.0');
  await ports.database.prisma.artifact.updateMany({
    where: { repositoryId: repository.id, version: '1.0.0' },
    data: { createdAt: new Date(Date.now() - 10 * 24 * 60 * 60_000) },
  });
  const cache = await proxyCacheOf(ports, repository.id);
  expect(cache).toMatchObject({ artifactsCount: 2, sizeBytes: 18n, documentsCount: 1 });
  expect(cache.ages.filter(({ artifactsCount }) => artifactsCount > 0)).toEqual([
    { age: 'DAY', artifactsCount: 1, sizeBytes: 9n },
    { age: 'MONTH', artifactsCount: 1, sizeBytes: 9n },
  ]);
});
