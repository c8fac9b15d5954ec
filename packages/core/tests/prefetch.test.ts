import { type Actor, serviceActor } from '@bonded/core/access';
import { createRepository } from '@bonded/core/repositories';
import {
  findIndex,
  invalidateUpstream,
  type PrefetchJob,
  type PrefetchVersionInput,
  prefetchVersion,
  runPrefetch,
} from '@bonded/core/supply';
import { describe, expect, it } from 'vitest';
import { keepScanning, makeRepository, publish } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { honestly, type PlainVersion, servePlain } from './plain-upstream.ts';
import { type Proxy, proxiesIn } from './proxies.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const hosted = await makeRepository(warehouse, admin, { slug: 'hosted' });
const prefetcher = serviceActor('prefetch', ['repository:read', 'artifact:download']);

keepScanning(warehouse);
const { makeProxy, setPolicy, forget } = proxiesIn(warehouse, admin);

const old = new Date('2026-01-01T00:00:00Z');
const one: PlainVersion = { version: '1.9.0', bytes: 'the first', publishedAt: old };
const two: PlainVersion = { version: '1.10.0', bytes: 'the second', publishedAt: old };
const early: PlainVersion = { version: '2.0.0-rc.1', bytes: 'the next', publishedAt: old };

let made = 0;

function makeGroup(members: readonly string[]) {
  const slug = `group-${(made += 1)}`;
  const place = { project: 'harbour', slug, format: 'NPM', kind: 'GROUP' } as const;
  return createRepository(ports, admin, { ...place, members: [...members] });
}

/** Asks for it, and does what the worker finds to do. */
async function prefetch(wish: PrefetchVersionInput, actor: Actor = admin) {
  const found = await prefetchVersion(ports, actor, wish);
  await runJobs();
  return found;
}

async function runJobs(): Promise<void> {
  const { rows } = await ports.database.pool.query<{ payload: PrefetchJob }>(
    `DELETE FROM graphile_worker._private_jobs WHERE task_id =
       (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'prefetch_files')
     RETURNING payload`,
  );
  for (const { payload } of rows) await runPrefetch(ports, prefetcher, payload, signal);
}

async function stored(repositoryId: string): Promise<readonly string[]> {
  const rows = await prisma.artifact.findMany({ where: { repositoryId }, orderBy: { id: 'asc' } });
  return rows.map(({ version, state }) => `${version} ${state}`);
}

const filesAsked = (asked: readonly string[]) => asked.filter((url) => url.startsWith('/files/'));

describe('prefetching', () => {
  it('brings a version in as a reader would, and once', async () => {
    const upstream = await servePlain(honestly('apple', [one, two]));
    const { id: repositoryId } = await makeProxy(upstream.url);
    const wish = { repositoryId, name: 'apple', version: '1.9.0' };
    expect(await prefetch(wish)).toEqual({ name: 'apple', version: '1.9.0', filesCount: 1 });
    expect(await stored(repositoryId)).toEqual(['1.9.0 RELEASED']);
    await prefetch(wish);
    expect(filesAsked(upstream.asked)).toEqual(['/files/apple/1.9.0']);
  });

  it('brings the newest finished version where none is named', async () => {
    const upstream = await servePlain(honestly('pear', [two, one, early]));
    const { id: repositoryId } = await makeProxy(upstream.url);
    expect(await prefetch({ repositoryId, name: 'pear' })).toMatchObject({ version: '1.10.0' });
    expect(await stored(repositoryId)).toEqual(['1.10.0 RELEASED']);
  });

  it('leaves what is young held, and tries nothing again', async () => {
    const young = { ...one, publishedAt: new Date() };
    const upstream = await servePlain(honestly('plum', [young]));
    const { id: repositoryId } = await makeProxy(upstream.url);
    await setPolicy(repositoryId, { cooldownHours: 24 });
    await prefetch({ repositoryId, name: 'plum', version: '1.9.0' });
    expect(await stored(repositoryId)).toEqual(['1.9.0 QUARANTINED']);
    expect(await codeOf(prefetchVersion(ports, admin, { repositoryId, name: 'plum' }))).toBe(
      'ARTIFACT_NOT_FOUND',
    );
  });

  it('is tried again while upstream does not give the file', async () => {
    const state = { isDown: true };
    const upstream = await servePlain((request, response) => {
      if (state.isDown && request.url?.startsWith('/files/') === true) {
        response.statusCode = 404;
        return response.end();
      }
      return honestly('fig', [one])(request, response);
    });
    const { id: repositoryId } = await makeProxy(upstream.url);
    const wish = { repositoryId, name: 'fig' };
    expect(await codeOf(prefetch(wish))).toBe('UPSTREAM_UNAVAILABLE');
    state.isDown = false;
    await prefetch(wish);
    expect(await stored(repositoryId)).toEqual(['1.9.0 RELEASED']);
  });

  it('asks the members of a group in their order, as far as the actor may read them', async () => {
    const first = await servePlain(honestly('kiwi', [one]));
    const second = await servePlain(honestly('kiwi', [one, two]));
    await makeRepository(warehouse, admin, { project: 'island', slug: 'any' });
    const hidden = await makeProxy(first.url, { project: 'island' });
    const shown = await makeProxy(second.url);
    const group = await makeGroup([`island/${hidden.slug}`, shown.slug]);
    const keeper = await signInNew(warehouse, admin, 'keeper', {
      role: 'Admin',
      project: 'harbour',
    });
    const wish = { repositoryId: group.id, name: 'kiwi', version: '1.9.0' };
    await prefetch(wish, keeper);
    expect(first.asked).toEqual([]);
    expect(await stored(shown.id)).toEqual(['1.9.0 RELEASED']);
    await prefetch(wish);
    expect(await stored(hidden.id)).toEqual(['1.9.0 RELEASED']);
  });

  it('D5.1 asks nobody for a name that is ours', async () => {
    const upstream = await servePlain(honestly('ours', [one]));
    const proxy = await makeProxy(upstream.url);
    await publish(warehouse, admin, { repository: hosted, name: 'ours', version: '0.1.0' });
    const group = await makeGroup([hosted.slug, proxy.slug]);
    for (const { id: repositoryId } of [proxy, group]) {
      const act = prefetch({ repositoryId, name: 'ours', version: '1.9.0' });
      expect(await codeOf(act)).toMatch(/^(?:PACKAGE|ARTIFACT)_NOT_FOUND$/);
    }
    expect(upstream.asked).toEqual([]);
  });

  it('is refused where there is nothing to fetch from, and to who may not change it', async () => {
    const upstream = await servePlain(honestly('lime', [one]));
    const { id: repositoryId } = await makeProxy(upstream.url);
    const reader = await signInNew(warehouse, admin, 'reader', {
      role: 'Publisher',
      project: 'harbour',
    });
    const wish = { repositoryId, name: 'lime' };
    expect(await codeOf(prefetchVersion(ports, reader, wish))).toBe('ACCESS_DENIED');
    expect(await codeOf(invalidateUpstream(ports, reader, wish))).toBe('ACCESS_DENIED');
    expect(upstream.asked).toEqual([]);
    const ours = { repositoryId: hosted.id, name: 'lime' };
    expect(await codeOf(prefetchVersion(ports, admin, ours))).toBe('SUPPLY_INVALID');
    expect(await codeOf(invalidateUpstream(ports, admin, ours))).toBe('SUPPLY_INVALID');
    for (const unknown of [{ name: 'lemon' }, { name: 'lime', version: '9.9.9' }]) {
      const act = prefetchVersion(ports, admin, { repositoryId, ...unknown });
      expect(await codeOf(act)).toMatch(/^(?:PACKAGE|ARTIFACT)_NOT_FOUND$/);
    }
  });
});

describe('invalidating', () => {
  const versionsOf = async (repository: Proxy, name: string) => {
    const index = await (await findIndex(ports, admin, { repository, name })).read();
    return index.versions.map(({ version }) => version);
  };

  it('has upstream asked anew, without validators and in every process', async () => {
    const conditions: (string | undefined)[] = [];
    const state = { versions: [one] };
    const upstream = await servePlain((request, response) => {
      conditions.push(request.headers['if-none-match']);
      response.setHeader('etag', '"same"');
      return honestly('date', state.versions)(request, response);
    });
    const proxy = await makeProxy(upstream.url);
    await prefetch({ repositoryId: proxy.id, name: 'date' });
    state.versions = [one, two];
    expect(await versionsOf(proxy, 'date')).toEqual(['1.9.0']);
    const files = filesAsked(upstream.asked);
    const wish = { repositoryId: proxy.id, name: 'date' };
    expect(await invalidateUpstream(ports, admin, wish)).toEqual({ documentsCount: 1 });
    await expect.poll(() => versionsOf(proxy, 'date')).toEqual(['1.9.0', '1.10.0']);
    expect(conditions.filter((each) => each !== undefined)).toEqual([]);
    // What was fetched is here still.
    expect(filesAsked(upstream.asked)).toEqual(files);
    expect(await stored(proxy.id)).toEqual(['1.9.0 RELEASED']);
  });

  it('forgets that upstream had nothing, and leaves other names alone', async () => {
    const state = { versions: [] as PlainVersion[] };
    const upstream = await servePlain((request, response) => {
      const name = request.url?.split('/')[2] ?? '';
      if (name === 'quince' && state.versions.length === 0) {
        response.statusCode = 404;
        return response.end();
      }
      return honestly(name, [one])(request, response);
    });
    const proxy = await makeProxy(upstream.url);
    expect(await codeOf(versionsOf(proxy, 'quince'))).toBe('PACKAGE_NOT_FOUND');
    expect(await versionsOf(proxy, 'medlar')).toEqual(['1.9.0']);
    state.versions = [one];
    const before = upstream.asked.length;
    await invalidateUpstream(ports, admin, { repositoryId: proxy.id, name: 'quince' });
    await expect.poll(() => versionsOf(proxy, 'quince').catch(() => [])).toEqual(['1.9.0']);
    expect(await versionsOf(proxy, 'medlar')).toEqual(['1.9.0']);
    expect(upstream.asked.slice(before)).toEqual(['/index/quince']);
  });

  it('takes nothing away while upstream is gone', async () => {
    const upstream = await servePlain(honestly('grape', [one]));
    const proxy = await makeProxy(upstream.url);
    await versionsOf(proxy, 'grape');
    upstream.answer = (request) => request.socket.destroy();
    await invalidateUpstream(ports, admin, { repositoryId: proxy.id });
    await forget(proxy);
    expect(await versionsOf(proxy, 'grape')).toEqual(['1.9.0']);
  });
});
