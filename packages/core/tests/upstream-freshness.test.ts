import { findIndex } from '@bonded/core/supply';
import { describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { keepScanning, makeRepository } from './goods.ts';
import { signInAdmin } from './people.ts';
import { honestly, type PlainVersion, servePlain } from './plain-upstream.ts';
import { type Proxy, proxiesIn } from './proxies.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'hosted' });

await importRecords(warehouse, [
  { id: 'GHSA-none', package: 'unrelated', events: [{ introduced: '0' }] },
]);

keepScanning(warehouse);
const { makeProxy, textOf, forget } = proxiesIn(warehouse, admin);

async function versionsOf(repository: Proxy, name: string): Promise<readonly string[]> {
  const index = await (await findIndex(ports, admin, { repository, name })).read();
  return index.versions.map(({ version }) => version);
}

const old = new Date('2026-01-01T00:00:00Z');
const one: PlainVersion = { version: '1.0.0', bytes: 'the first', publishedAt: old };
const two: PlainVersion = { version: '2.0.0', bytes: 'the second', publishedAt: old };

describe('what a proxy has of its upstream', () => {
  it('is renewed behind its readers until it is twice as old as it may be', async () => {
    const upstream = await servePlain(honestly('sloe', [one]));
    const repository = await makeProxy(upstream.url, { freshForSeconds: 300 });
    const setAge = (seconds: number) =>
      prisma.upstreamDocument.updateMany({
        where: { repositoryId: repository.id },
        data: { checkedAt: new Date(Date.now() - seconds * 1_000) },
      });
    const asked = () => upstream.asked.filter((url) => url.startsWith('/index/')).length;
    expect(await versionsOf(repository, 'sloe')).toEqual(['1.0.0']);
    await setAge(400);
    await forget(repository);
    const gate = Promise.withResolvers<void>();
    upstream.answer = (request, response) =>
      void gate.promise.then(() => honestly('sloe', [one, two])(request, response));
    // Upstream is silent, and nobody notices.
    expect(await versionsOf(repository, 'sloe')).toEqual(['1.0.0']);
    await forget(repository);
    expect(await versionsOf(repository, 'sloe')).toEqual(['1.0.0']);
    gate.resolve();
    await expect
      .poll(async () => {
        await forget(repository);
        return versionsOf(repository, 'sloe');
      })
      .toEqual(['1.0.0', '2.0.0']);
    expect(asked()).toBe(2);
    // Before it is old: a renewal of the last reader may still be on its way.
    upstream.answer = honestly('sloe', [two]);
    await setAge(700);
    await forget(repository);
    expect(await versionsOf(repository, 'sloe')).toEqual(['2.0.0']);
  });

  it('D5.15 stays what it was where upstream changes a file that never changes', async () => {
    const upstream = await servePlain(honestly('date', [one]));
    const repository = await makeProxy(upstream.url, { freshForSeconds: 0 });
    expect(await textOf(repository, 'date/-/1.0.0')).toBe('the first');
    upstream.answer = honestly('date', [{ ...one, bytes: 'another first' }]);
    await forget(repository);
    expect(await versionsOf(repository, 'date')).toEqual(['1.0.0']);
    expect(await textOf(repository, 'date/-/1.0.0')).toBe('the first');
    // Nobody went there to look: what is here is final.
    expect(upstream.asked.filter((url) => url.startsWith('/files/'))).toHaveLength(1);
  });
});
