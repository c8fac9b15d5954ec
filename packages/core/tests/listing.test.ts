import { searchPackages } from '@bonded/core/artifacts';
import { listFiles } from '@bonded/core/folders';
import { createRepository } from '@bonded/core/repositories';
import { expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { makeRepository, publish, runScans } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
const { id: repositoryId, ...rest } = await makeRepository(warehouse, admin, {
  slug: 'crates',
  format: 'RAW',
});
const repository = { id: repositoryId, ...rest };
for (const name of ['a_b/1', 'axb/1', 'a_b/2', 'a%b/1', 'ab/1', 'a_b']) {
  await publish(warehouse, admin, { repository, name, version: null });
}

async function pathsBelow(folder: string, after: string | null = null, limit = 10) {
  const page = await listFiles(ports, admin, {
    repositoryIds: [repositoryId],
    folder,
    after,
    limit,
  });
  return { paths: page.files.map(({ path }) => path), next: page.next };
}

it('a folder holds what is below it, whatever its name means to SQL', async () => {
  expect(await pathsBelow('a_b')).toEqual({ paths: ['a_b/1', 'a_b/2'], next: null });
  expect(await pathsBelow('a%b')).toEqual({ paths: ['a%b/1'], next: null });
  expect(await pathsBelow('a')).toEqual({ paths: [], next: null });
});

it('a long folder is read page by page', async () => {
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { paths, next } = await pathsBelow('', after, 2);
    seen.push(...paths);
    if (next === null) break;
    after = next;
  }
  expect(seen.toSorted()).toEqual(['a%b/1', 'a_b', 'a_b/1', 'a_b/2', 'ab/1', 'axb/1']);
  expect(new Set(seen).size).toBe(6);
});

it('D3.3 a search finds by name what the actor may see, and nothing else', async () => {
  await importRecords(warehouse, [
    { id: 'MAL-x', package: 'evil_core', events: [{ introduced: '0' }] },
  ]);
  const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
  for (const name of ['core_js', 'corexjs', 'evil_core']) {
    await publish(warehouse, admin, { repository: apples, name, version: '1.0.0' });
  }
  await runScans(warehouse);
  const consumer = await signInNew(warehouse, admin, 'consumer', { role: 'Consumer' });
  const find = async (actor: typeof admin, text: string) => {
    const input = { repository: apples, text, offset: 0, limit: 10 };
    const { hits, total } = await searchPackages(ports, actor, input);
    return { names: hits.map((hit) => hit.package.name), total };
  };
  expect(await find(consumer, 'CORE')).toEqual({ names: ['core_js', 'corexjs'], total: 2 });
  expect(await find(consumer, 'core_')).toEqual({ names: ['core_js'], total: 1 });
  expect(await find(admin, 'core')).toMatchObject({ total: 3 });
});

it('a search of a group finds a name once, in members that the actor may read', async () => {
  const near = await makeRepository(warehouse, admin, { slug: 'near' });
  const far = await makeRepository(warehouse, admin, { project: 'island', slug: 'far' });
  for (const [shelf, name] of [
    [near, 'pear'],
    [far, 'pear'],
    [far, 'pearl'],
  ] as const) {
    await publish(warehouse, admin, { repository: shelf, name, version: '1.0.0' });
  }
  await runScans(warehouse);
  const group = await createRepository(ports, admin, {
    project: 'harbour',
    slug: 'both',
    format: 'NPM',
    kind: 'GROUP',
    members: ['harbour/near', 'island/far'],
  });
  const stranger = await signInNew(warehouse, admin, 'mainlander', {
    role: 'Consumer',
    project: 'harbour',
  });
  const find = async (actor: typeof admin, limit = 10) => {
    const input = { repository: group, text: 'pear', offset: 0, limit };
    const { hits, total } = await searchPackages(ports, actor, input);
    return { found: hits.map((hit) => [hit.package.name, hit.package.repositoryId]), total };
  };
  const all = [
    ['pear', near.id],
    ['pearl', far.id],
  ];
  expect(await find(admin)).toEqual({ found: all, total: 2 });
  expect(await find(admin, 1)).toEqual({ found: all.slice(0, 1), total: 2 });
  expect(await find(stranger)).toEqual({ found: all.slice(0, 1), total: 1 });
});
