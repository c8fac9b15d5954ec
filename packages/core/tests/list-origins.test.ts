import type { Actor } from '@bonded/core/access';
import { createRepository, updateRepository } from '@bonded/core/repositories';
import { countOrigins, listOrigins, type NameStanding } from '@bonded/core/supply';
import { newId } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const own = await makeRepository(warehouse, admin, { slug: 'own' });
const secret = await makeRepository(warehouse, admin, { slug: 'secret' });
const elsewhere = await makeRepository(warehouse, admin, { project: 'inland', slug: 'own' });
const proxy = await createRepository(ports, admin, {
  ...{ project: 'harbour', slug: 'mirror', format: 'NPM', kind: 'PROXY' },
  ...{ upstreamUrl: 'http://127.0.0.1:9/', sharedNames: ['fig*'], claimedNames: ['@acme/*'] },
});
const put = (repository: typeof own, name: string, version = '1.0.0') =>
  publish(warehouse, admin, { repository, name, version });

/** As rows alone: what counts is that the proxy has them, not how it got them. */
async function fetched(name: string): Promise<string> {
  const repositoryId = proxy.id;
  const { id: packageId } = await prisma.package.create({
    data: { id: newId(), repositoryId, name },
  });
  const said = { version: '2.0.0', sizeBytes: 1n, digest: 'sha256', metadata: {} };
  await prisma.artifact.create({ data: { id: newId(), repositoryId, packageId, ...said } });
  return packageId;
}
const remove = (packageId: string) =>
  prisma.artifact.updateMany({ where: { packageId }, data: { deletedAt: new Date() } });

for (const name of ['apple', 'both', 'fig', '@acme/tool']) await put(own, name);
for (const name of ['hidden', 'secretly-both', 'apple']) await put(secret, name, '0.9.0');
await put(elsewhere, 'foreign');
for (const name of ['both', 'secretly-both', 'outer', 'foreign', '@acme/old', 'fig']) {
  await fetched(name);
}
await remove(await fetched('gone'));

const inPlace = (repository: string) =>
  ({ role: 'Auditor', project: 'harbour', repository }) as const;
const ofProxy = await signInNew(warehouse, admin, 'ofproxy', inPlace('mirror'));
const all = { take: 100 };

async function standings(actor: Actor, wish: Partial<Parameters<typeof listOrigins>[2]> = {}) {
  const found = await listOrigins(ports, actor, { proxy, ...all, ...wish });
  return found.map(({ name, standing }) => `${name} ${standing}`);
}

describe('D5.1 the names of a proxy', () => {
  it('are listed once each, with whose they are', async () => {
    expect((await standings(admin)).toSorted()).toEqual(
      [
        ...['@acme/old COLLISION', '@acme/tool OURS', 'apple OURS', 'both COLLISION'],
        ...['fig SHARED', 'foreign OUTSIDE', 'hidden OURS', 'outer OUTSIDE'],
        'secretly-both COLLISION',
      ].toSorted(),
    );
    expect(await countOrigins(ports, admin, { proxy, countMax: 100 })).toBe(9);
    expect(await countOrigins(ports, admin, { proxy, countMax: 4 })).toBe(4);
  });

  it.each<[NameStanding, number]>([
    ['OURS', 3],
    ['COLLISION', 3],
    ['SHARED', 1],
    ['OUTSIDE', 2],
  ])('are found by a standing: %s', async (standing, count) => {
    const found = await listOrigins(ports, admin, { proxy, standing, ...all });
    expect(found.map((each) => each.standing)).toEqual(Array(count).fill(standing));
    expect(await countOrigins(ports, admin, { proxy, standing, countMax: 100 })).toBe(count);
  });

  it('say who has them, how they first came, and by which word', async () => {
    const found = await listOrigins(ports, admin, { proxy, ...all });
    const of = (name: string) => found.find((each) => each.name === name);
    expect(of('apple')).toMatchObject({
      ...{ pattern: null, fetched: null, hasUnseenOwner: false },
      owners: ['harbour/own', 'harbour/secret'],
      ours: { version: '1.0.0', publishedBy: 'admin' },
    });
    expect(of('fig')).toMatchObject({ pattern: 'fig*', fetched: { version: '2.0.0' } });
    expect(of('@acme/old')).toMatchObject({ pattern: '@acme/*', owners: [], ours: null });
    expect(of('outer')).toMatchObject({ pattern: null, owners: [], ours: null });
  });

  it('are not told of a repository that one may not look into', async () => {
    const found = await listOrigins(ports, ofProxy, { proxy, ...all });
    const names = found.map(({ name, standing }) => `${name} ${standing}`).toSorted();
    expect(names).toEqual(
      [
        ...['@acme/old COLLISION', 'both COLLISION', 'fig SHARED', 'foreign OUTSIDE'],
        ...['outer OUTSIDE', 'secretly-both COLLISION'],
      ].toSorted(),
    );
    const hidden = found.find(({ name }) => name === 'secretly-both');
    expect(hidden).toMatchObject({ owners: [], hasUnseenOwner: true, ours: null });
    expect(await countOrigins(ports, ofProxy, { proxy, countMax: 100 })).toBe(6);
    // A public repository is known of, and what is held in it is not.
    await updateRepository(ports, admin, { id: secret.id, isPublic: true });
    const known = await listOrigins(ports, ofProxy, { proxy, search: 'secretly', ...all });
    expect(known).toMatchObject([{ owners: ['harbour/secret'], hasUnseenOwner: false }]);
    expect(known[0]?.ours).toBeNull();
  });

  it('are paged both ways, and searched by a part', async () => {
    const every = await standings(admin);
    const keys = (await listOrigins(ports, admin, { proxy, ...all })).map(({ key }) => key);
    expect(await standings(admin, { after: keys[2], take: 3 })).toEqual(every.slice(3, 6));
    expect(await standings(admin, { before: keys[5], take: 2, isBackward: true })).toEqual(
      every.slice(3, 5).toReversed(),
    );
    expect(await standings(admin, { search: 'BOTH', take: 1 })).toEqual(['both COLLISION']);
    expect(await standings(admin, { search: 'b%h' })).toEqual([]);
  });

  it('stop to collide where what was fetched is deleted, or an operator shares them', async () => {
    const at = { repositoryId_name: { repositoryId: proxy.id, name: 'both' } };
    await remove((await prisma.package.findUniqueOrThrow({ where: at })).id);
    expect(await standings(admin, { search: 'both', standing: 'OURS' })).toEqual(['both OURS']);
    const sharedNames = ['secretly-both'];
    await updateRepository(ports, admin, { id: proxy.id, sharedNames });
    expect(await standings(admin, { search: 'secretly' })).toEqual(['secretly-both SHARED']);
  });
});

describe('in an ecosystem with several spellings', () => {
  const nameKeyOf = (name: string) => name.toLowerCase().replaceAll('_', '-');
  const formats = ports.formats.map((format) => ({
    ...format,
    ...(format.upstream !== undefined && { upstream: { ...format.upstream, nameKeyOf } }),
  }));

  it('a name is one, by whichever of them it is claimed or looked for', async () => {
    const { artifact } = await put(own, 'Pear_Tree');
    for (const id of [artifact.packageId, await fetched('pear-tree')]) {
      await prisma.package.update({ where: { id }, data: { nameKey: 'pear-tree' } });
    }
    await updateRepository(ports, admin, { id: proxy.id, claimedNames: ['PEAR_*'] });
    const wish = { proxy, search: 'Pear-tr', ...all };
    const found = await listOrigins({ ...ports, formats }, admin, wish);
    expect(found).toMatchObject([
      { key: 'pear-tree', name: 'Pear_Tree', standing: 'COLLISION', pattern: 'PEAR_*' },
    ]);
  });
});
