import { findIndex, sweepUpstreamDocuments } from '@bonded/core/supply';
import { expect, it } from 'vitest';
import { makeRepository } from './goods.ts';
import { signInAdmin } from './people.ts';
import { honestly, servePlain } from './plain-upstream.ts';
import { proxiesIn } from './proxies.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'any' });
const { makeProxy } = proxiesIn(warehouse, admin);

const dayMs = 24 * 60 * 60_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);

/** A proxy whose upstream told of `apple`, and had no `pear`. */
async function toldProxy() {
  const upstream = await servePlain(honestly('apple', [{ version: '1.0.0', bytes: 'one' }]));
  const repository = await makeProxy(upstream.url);
  await findIndex(ports, admin, { repository, name: 'apple' });
  await findIndex(ports, admin, { repository, name: 'pear' }).catch(() => {});
  return { repository, upstream };
}

function wantedAt(repositoryId: string, askedAt: Date) {
  return prisma.upstreamDocument.updateMany({ where: { repositoryId }, data: { askedAt } });
}

async function left(repositoryId: string): Promise<readonly (string | null)[]> {
  const rows = await prisma.upstreamDocument.findMany({
    where: { repositoryId },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ name }) => name);
}

it('forgets what nobody wanted for a season, and that there was nothing after a day', async () => {
  const { repository } = await toldProxy();
  await sweepUpstreamDocuments(ports, signal);
  expect(await left(repository.id)).toEqual(['apple', 'pear']);
  await wantedAt(repository.id, daysAgo(89));
  await sweepUpstreamDocuments(ports, signal);
  expect(await left(repository.id)).toEqual(['apple']);
  await wantedAt(repository.id, daysAgo(91));
  expect(await sweepUpstreamDocuments(ports, signal)).toBe(1);
  expect(await left(repository.id)).toEqual([]);
});

it('keeps what somebody wants, fresh or not', async () => {
  const { repository } = await toldProxy();
  await wantedAt(repository.id, daysAgo(91));
  const replica = await warehouse.openReplica();
  await findIndex(replica, admin, { repository, name: 'apple' });
  await sweepUpstreamDocuments(ports, signal);
  expect(await left(repository.id)).toEqual(['apple']);
});

it('keeps what cannot be had again: upstream is set aside, or did not answer last', async () => {
  const [aside, gone] = [await toldProxy(), await toldProxy()];
  await prisma.upstream.update({
    where: { repositoryId: aside.repository.id },
    data: { isOffline: true },
  });
  await prisma.upstream.update({
    where: { repositoryId: gone.repository.id },
    data: { failedAt: new Date(Date.now() + 1_000) },
  });
  for (const { repository } of [aside, gone]) {
    await wantedAt(repository.id, daysAgo(400));
    await sweepUpstreamDocuments(ports, signal);
    expect(await left(repository.id)).toEqual(['apple', 'pear']);
  }
});

it('takes a document for that of one package until another one is read in it, too', async () => {
  const { repository } = await toldProxy();
  const shared = (name: string) =>
    ports.upstreams.consult(repository, { name }, (source) => source.get('index/apple'));
  await shared('apple');
  expect(await left(repository.id)).toEqual(['apple', 'pear']);
  await shared('other');
  expect(await left(repository.id)).toEqual(['pear', null]);
});
