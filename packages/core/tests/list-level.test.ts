import { listLevel } from '@bonded/core/folders';
import { expect, it } from 'vitest';
import { makeRepository, publish, runScans } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
const repository = await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });
const paths = ['a/b/1', 'a/b/2', 'a/c', 'a0', 'a-b/x', 'B/y', 'a_b/z', 'ä/1', 'z%/1', 'top.txt'];
for (const name of paths) await publish(warehouse, admin, { repository, name, version: null });
await runScans(warehouse);
await publish(warehouse, admin, { repository, name: 'held/1', version: null });
const consumer = await signInNew(warehouse, admin, 'consumer', { role: 'Consumer' });
const stranger = await signInNew(warehouse, admin, 'stranger', {
  role: 'Consumer',
  ...(await (async () => {
    const { project } = await makeRepository(warehouse, admin, { project: 'far', slug: 'off' });
    return { project: project.slug };
  })()),
});

async function level(folder: string, actor = admin, after: string | null = null, limit = 100) {
  const page = await listLevel(ports, actor, repository, { folder, after, limit });
  const names = page.entries.map(({ name, file }) => (file === null ? `${name}/` : name));
  return { names, next: page.next };
}

it('a level shows each folder once, in the order of bytes', async () => {
  const names = ['B/', 'a-b/', 'a/', 'a0', 'a_b/', 'held/', 'top.txt', 'z%/', 'ä/'];
  expect(await level('')).toEqual({ names, next: null });
  expect(await level('a')).toEqual({ names: ['b/', 'c'], next: null });
  expect(await level('a/b')).toEqual({ names: ['1', '2'], next: null });
  expect(await level('nowhere')).toEqual({ names: [], next: null });
  expect(await level('z_')).toEqual({ names: [], next: null });
});

it('a file says which version of which package it is', async () => {
  const { entries } = await listLevel(ports, admin, repository, { folder: 'a', limit: 10 });
  expect(entries.at(-1)).toMatchObject({
    path: 'a/c',
    file: { packageName: 'a/c', version: '1', sizeBytes: BigInt('a/c null'.length) },
  });
});

it('a long level is read page by page', async () => {
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { names, next } = await level('', admin, after, 2);
    seen.push(...names);
    if (next === null) break;
    after = next;
  }
  expect(seen).toEqual((await level('')).names);
});

it('D3.3 nobody sees a folder that has nothing for them', async () => {
  expect((await level('', consumer)).names).not.toContain('held/');
  expect((await level('', consumer)).names).toContain('a/');
  expect(await level('', stranger)).toEqual({ names: [], next: null });
});
