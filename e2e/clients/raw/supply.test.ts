import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { addressOf, makeGroup, makeProxy } from '../../stack/supply.ts';

/** A folder behind a web server: files, and nothing that lists them. */
const files = new Map<string, string>();
const asked: string[] = [];
let server: Server;
let farUrl: string;
let admin: Client;

beforeAll(async () => {
  admin = await signIn();
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const found = files.get(request.url ?? '');
    response.statusCode = found === undefined ? 404 : 200;
    response.end(found ?? 'nothing');
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  // It listens on a port, so this is no pipe.
  farUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pub/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function put(place: Place, path: string, text: string): Promise<void> {
  const answer = await admin.fetch(`/raw/${place.path}/${path}`, { method: 'PUT', body: text });
  expect(answer.status, await answer.text()).toBe(201);
}

async function get(place: Place, path: string, client = admin) {
  const answer = await client.fetch(`/raw/${place.path}/${path}`);
  return { status: answer.status, text: await answer.text() };
}

async function listed(place: Place, query = '', client = admin) {
  const { text } = await get(place, `tools/${query}`, client);
  const listing = JSON.parse(text) as {
    files: { path: string }[];
    folders: string[];
    next: string | null;
  };
  const { folders, next } = listing;
  return { files: listing.files.map(({ path }) => path), folders, next };
}

describe('raw files through proxies and groups', () => {
  it('come from any web server, and stay when they are gone there', async () => {
    files.set('/pub/tools/a%20b%231.txt', 'far');
    const proxy = await makeProxy(admin, 'RAW', { upstreamUrl: farUrl });
    expect(await get(proxy, 'tools/a%20b%231.txt')).toEqual({ status: 200, text: 'far' });
    files.delete('/pub/tools/a%20b%231.txt');
    expect(await get(proxy, 'tools/a%20b%231.txt')).toEqual({ status: 200, text: 'far' });
    expect(await listed(proxy)).toMatchObject({ files: ['tools/a b#1.txt'] });
    expect(await get(proxy, 'tools/nowhere.txt')).toMatchObject({ status: 404 });
  });

  it('show what the first member of a group has, and ask nobody for what is ours', async () => {
    const project = await makeProject(admin);
    const ours = await makeRepository(admin, 'RAW', { project });
    const second = await makeRepository(admin, 'RAW', { project });
    await put(ours, 'tools/mine.txt', 'mine');
    await put(second, 'tools/mine.txt', 'second');
    await put(second, 'tools/deep/other.txt', 'other');
    files.set('/pub/tools/mine.txt', 'theirs');
    files.set('/pub/tools/theirs.txt', 'theirs');
    const proxy = await makeProxy(admin, 'RAW', { project, upstreamUrl: farUrl });
    const group = await makeGroup(admin, 'RAW', {
      project,
      members: [proxy.path, ours.path, second.path],
    });
    expect(await get(group, 'tools/mine.txt')).toEqual({ status: 200, text: 'mine' });
    expect(asked).not.toContain('/pub/tools/mine.txt');
    expect(await get(group, 'tools/theirs.txt')).toEqual({ status: 200, text: 'theirs' });
    expect(await get(group, 'tools/deep/other.txt')).toEqual({ status: 200, text: 'other' });
    expect(await listed(group)).toEqual({
      files: ['tools/mine.txt', 'tools/theirs.txt'],
      folders: ['deep'],
      next: null,
    });
    const paths: string[] = [];
    let after = '';
    do {
      const page = await listed(group, `?recursive=true&limit=1${after}`);
      paths.push(...page.files);
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    expect(paths).toEqual(['tools/deep/other.txt', 'tools/mine.txt', 'tools/theirs.txt']);
  });

  it('are listed in a group to who may read the member that has them', async () => {
    const secret = await makeRepository(admin, 'RAW');
    const open = await makeRepository(admin, 'RAW', { isPublic: true });
    await put(secret, 'tools/secret.txt', 'secret');
    await put(open, 'tools/open.txt', 'open');
    const group = await makeGroup(admin, 'RAW', { members: [secret.path, open.path] });
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const reader = clientWith(await makeKey(admin, { project: group.project, actions }));
    expect((await listed(group, '', reader)).files).toEqual(['tools/open.txt']);
    expect(await get(group, 'tools/secret.txt', reader)).toMatchObject({ status: 404 });
    expect((await listed(group)).files).toEqual(['tools/open.txt', 'tools/secret.txt']);
  });

  it('come from a hosted repository as from any other server', async () => {
    const upstream = await makeRepository(admin, 'RAW', { isPublic: true });
    await put(upstream, 'tools/one.txt', 'one');
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'RAW', { upstreamUrl });
    expect(await get(proxy, 'tools/one.txt')).toEqual({ status: 200, text: 'one' });
  });
});
