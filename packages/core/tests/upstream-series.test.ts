import { createRepository, updateRepository } from '@bonded/core/repositories';
import { lookUpIndex } from '@bonded/core/supply';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish } from './goods.ts';
import { signInAdmin } from './people.ts';
import { plainIndex, servePlain } from './plain-upstream.ts';
import { proxiesIn } from './proxies.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
const hosted = await makeRepository(warehouse, admin, { slug: 'hosted' });

const old = new Date('2026-01-01T00:00:00Z');
const builds = [
  { version: 'next-1', bytes: 'the first build', publishedAt: old },
  { version: 'next-2', bytes: 'the second build', publishedAt: new Date() },
];
const documents: Readonly<Record<string, string>> = {
  '/index/fig': plainIndex('fig', [{ version: 'next', bytes: 'a name alone' }]),
  '/index/fig/next': plainIndex('fig', builds),
};

const upstream = await servePlain(({ url = '' }, response) => {
  const document = documents[url];
  response.statusCode = document === undefined ? 404 : 200;
  response.end(document);
});

const { makeProxy } = proxiesIn(warehouse, admin, { freshForSeconds: 0, cooldownHours: 24 });
const proxy = await makeProxy(upstream.url);
const group = await createRepository(ports, admin, {
  ...{ project: 'harbour', slug: 'group', format: 'NPM', kind: 'GROUP' },
  members: ['harbour/hosted', `harbour/${proxy.slug}`],
});

async function shown(repository: typeof proxy, series?: string) {
  const wish = { repository, name: 'fig', ...(series !== undefined && { series }) };
  const index = await (await lookUpIndex(ports, admin, wish))?.read();
  return index?.versions.map(({ version, state }) => [version, state]) ?? null;
}

describe('a series of versions', () => {
  it('has a document of its own, and is judged by the dates in it', async () => {
    for (const repository of [proxy, group]) {
      expect(await shown(repository)).toEqual([['next', 'RELEASED']]);
      expect(await shown(repository, 'next')).toEqual([
        ['next-1', 'RELEASED'],
        ['next-2', 'QUARANTINED'],
      ]);
      expect(await shown(repository, 'last')).toBeNull();
    }
  });

  it('D5.1 is asked of nobody where its package is ours', async () => {
    await updateRepository(ports, admin, { id: proxy.id, claimedNames: ['fig'] });
    // Heard of in a moment.
    await expect.poll(() => shown(proxy, 'next')).toBeNull();
    upstream.asked.length = 0;
    expect(await shown(proxy, 'next')).toBeNull();
    expect(await shown(group, 'next')).toBeNull();
    expect(upstream.asked).toEqual([]);
    await updateRepository(ports, admin, { id: proxy.id, claimedNames: [] });
    await expect.poll(() => shown(proxy, 'next')).not.toBeNull();
    await publish(warehouse, admin, { repository: hosted, name: 'fig', version: '0.1.0' });
    await expect.poll(() => shown(group, 'next')).toEqual([['0.1.0', expect.any(String)]]);
  });
});
