import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { addressOf, makeGroup, makeProxy } from '../../stack/supply.ts';
import { importRecord } from '../npm/advisory.ts';
import { type ComposerProject, openProject, packageZip } from './run-composer.ts';
import { StaticRepository } from './static-repository.ts';

const isInstalled = spawnSync('composer', ['--version']).status === 0;
const skips = !isInstalled && process.env['CI'] !== 'true';

/** About nothing that is published here: without any advisory, no scan says that it is enough. */
const record = {
  schema_version: '1.6.0',
  id: 'GHSA-comp-supp-0001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [{ package: { ecosystem: 'Packagist', name: 'bonded/nothing' }, versions: ['1.0.0'] }],
};

describe.skipIf(skips)('Composer, the real client, through proxies and groups', () => {
  let admin: Client;
  let key: string;
  let upstream: Place;
  let far: StaticRepository;

  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, record);
    key = await makeKey(admin);
    upstream = await makeRepository(admin, 'COMPOSER', { isPublic: true });
    far = await StaticRepository.start();
  });

  afterAll(() => far.close());

  const projectAt = async (place: Place): Promise<ComposerProject> =>
    openProject(await addressOf(admin, place), key);

  const proxyOf = async (place: Place) =>
    makeProxy(admin, 'COMPOSER', { upstreamUrl: await addressOf(admin, place) });

  async function publish(place: Place, name: string, version: string, more: object = {}) {
    const path = `/composer/${place.path}/packages/${name}/${version}.zip`;
    const body = new Uint8Array(await packageZip({ name, ...more }));
    const answer = await admin.fetch(path, { method: 'PUT', body });
    expect(answer.status, await answer.text()).toBe(201);
  }

  async function held(place: Place): Promise<readonly string[]> {
    const { artifacts } = await admin.graphql<{ artifacts: { nodes: { version: string }[] } }>(
      `query ($p: String!, $r: String!) {
        artifacts(first: 100, filter: { project: $p, repository: $r }) { nodes { version } }
      }`,
      { p: place.project, r: place.repository },
    );
    return artifacts.nodes.map(({ version }) => version);
  }

  async function installs(project: ComposerProject, links: Readonly<Record<string, string>>) {
    await project.require(links);
    const { exitCode, output } = await project.run('update');
    expect(exitCode, output).toBe(0);
    return project.locked();
  }

  it('installs what upstream has with all that it needs, cold and warm', async () => {
    await publish(upstream, 'relay/base', '1.5.0');
    await publish(upstream, 'relay/base', '2.0.0');
    await publish(upstream, 'relay/tool', 'v1.0', { require: { 'relay/base': '^1.0' } });
    const proxy = await proxyOf(upstream);
    for (const round of ['cold', 'warm']) {
      const locked = await installs(await projectAt(proxy), { 'relay/tool': '^1.0' });
      expect(locked, round).toEqual({ 'relay/base': '1.5.0', 'relay/tool': '1.0.0' });
    }
    expect((await held(proxy)).toSorted()).toEqual(['1.0.0', '1.5.0']);
  });

  it('installs from a repository without digests, by addresses of ours alone', async () => {
    const reference = 'a'.repeat(40);
    const name = 'relay/public';
    far.shelve({ name, version: 'v2.1.0', reference }, await packageZip({ name }));
    const proxy = await makeProxy(admin, 'COMPOSER', { upstreamUrl: far.url });
    const project = await projectAt(proxy);
    expect(await installs(project, { [name]: '*' })).toEqual({ [name]: '2.1.0' });
    const lock = await readFile(join(project.folder, 'composer.lock'), 'utf8');
    expect(lock).not.toContain(far.url.slice(0, -1));
    expect(lock).toContain(`/composer/${proxy.path}/packages/relay/public/2.1.0.zip`);
  });

  it('follows a branch, and installs an older state of it from a lock file', async () => {
    const name = 'relay/moving';
    const shelve = async (reference: string, description: string) =>
      far.shelve({ name, version: 'dev-main', reference }, await packageZip({ name, description }));
    await shelve('1'.repeat(40), 'First.');
    const proxy = await makeProxy(admin, 'COMPOSER', { upstreamUrl: far.url });
    const first = await projectAt(proxy);
    expect(await installs(first, { [name]: 'dev-main' })).toEqual({ [name]: 'dev-main' });
    await shelve('2'.repeat(40), 'Second.');
    const readLock = (project: ComposerProject) =>
      readFile(join(project.folder, 'composer.lock'), 'utf8');
    await expect
      .poll(async () => (await admin.fetch(`/composer/${proxy.path}/p2/${name}~dev.json`)).text(), {
        timeout: 15_000,
      })
      .toContain('2'.repeat(40));
    const second = await projectAt(proxy);
    await installs(second, { [name]: 'dev-main' });
    expect(await readLock(second)).toContain('2'.repeat(40));
    const again = await first.run('install', '--no-cache');
    expect(again.exitCode, again.output).toBe(0);
    expect(await readLock(first)).toContain('1'.repeat(40));
    expect(await held(proxy)).toHaveLength(2);
  });

  it('keeps nothing of an upstream whose archive is another package, or none', async () => {
    const page = Buffer.from('<!doctype html><title>Sign in</title>');
    far.shelve(
      { name: 'relay/lies', version: '1.0.0', reference: 'b'.repeat(40) },
      await packageZip({ name: 'relay/else' }),
    );
    far.shelve({ name: 'relay/page', version: '1.0.0', reference: 'c'.repeat(40) }, page);
    const proxy = await makeProxy(admin, 'COMPOSER', { upstreamUrl: far.url });
    for (const [name, words] of [
      ['relay/lies', 'the archive is relay/else@1.0.0'],
      ['relay/page', 'What upstream sent is refused'],
    ] as const) {
      const project = await projectAt(proxy);
      await project.require({ [name]: '*' });
      const { exitCode, output } = await project.run('update');
      expect(exitCode).not.toBe(0);
      expect(output).toContain(words);
    }
    expect(await held(proxy)).toEqual([]);
  });

  it('an error page in the place of a document is told as a fault that may pass', async () => {
    far.documents.set('/broken/packages.json', Buffer.from('<title>Maintenance</title>'));
    const proxy = await makeProxy(admin, 'COMPOSER', { upstreamUrl: `${far.url}broken/` });
    const answer = await admin.fetch(`/composer/${proxy.path}/p2/relay/public.json`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'UPSTREAM_DOCUMENT_INVALID' });
  });

  it('shows a group as one repository, and asks nobody else for a name that is ours', async () => {
    const project = await makeProject(admin);
    const ours = await makeRepository(admin, 'COMPOSER', { project });
    await publish(ours, 'relay/ours', '1.0.0', { require: { 'relay/theirs': '*' } });
    await publish(upstream, 'relay/ours', '9.0.0');
    await publish(upstream, 'relay/theirs', '1.0.0');
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'COMPOSER', { project, upstreamUrl });
    const group = await makeGroup(admin, 'COMPOSER', { project, members: [ours.path, proxy.path] });
    const locked = await installs(await projectAt(group), { 'relay/ours': '*' });
    expect(locked).toEqual({ 'relay/ours': '1.0.0', 'relay/theirs': '1.0.0' });
    const list = await admin.fetch(`/composer/${group.path}/list.json`);
    expect(await list.json()).toEqual({ packageNames: ['relay/ours', 'relay/theirs'] });
    const found = await (await projectAt(group)).run('search', 'relay');
    expect(found.output).toMatch(/relay\/ours[\s\S]*relay\/theirs/);
  });
});
