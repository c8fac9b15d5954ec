import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
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
import { type Release, writeSdist, writeWheel } from './distributions.ts';
import { hasPypiserver, startPypiserver } from './pypiserver.ts';
import { hasPythonClients, PythonDesk } from './run-python.ts';
import { type StaticIndex, startStaticIndex } from './static-index.ts';

const html = 'text/html; charset=utf-8';
/** About nothing that is published here: without any advisory, no scan says that it is enough. */
const record = {
  schema_version: '1.6.0',
  id: 'PYSEC-2026-9002',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [{ package: { ecosystem: 'PyPI', name: 'bonded-nothing' }, versions: ['1.0'] }],
};

const lacksPypiserver = !(await hasPypiserver());

describe.skipIf(!(await hasPythonClients()))('pip and uv, through proxies and groups', () => {
  let admin: Client;
  let key: string;
  let upstream: Place;
  let index: StaticIndex;

  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, record);
    key = await makeKey(admin);
    upstream = await makeRepository(admin, 'PYPI', { isPublic: true });
    index = await startStaticIndex();
  });

  afterAll(() => index.close());

  const indexOf = async (place: Place) => PythonDesk.as(key, await addressOf(admin, place));

  async function publish(desk: PythonDesk, place: Place, ...files: string[]): Promise<void> {
    const address = `${inject('gatewayUrl')}/pypi/${place.path}/`;
    const { exitCode, output } = await desk.twineUpload(address, key, ...files);
    expect(exitCode, output).toBe(0);
  }

  async function publishWheels(place: Place, ...releases: readonly Release[]): Promise<void> {
    const desk = await PythonDesk.create();
    const files: string[] = [];
    for (const release of releases) files.push(await writeWheel(desk.folder, release));
    await publish(desk, place, ...files);
  }

  async function installed(desk: PythonDesk, module: string): Promise<string> {
    const text = await readFile(join(desk.target, module, '__init__.py'), 'utf8');
    return /"(.*)"/.exec(text)?.[1] ?? '';
  }

  async function held(place: Place): Promise<readonly { id: string; version: string }[]> {
    const { artifacts } = await admin.graphql<{
      artifacts: { nodes: { id: string; version: string }[] };
    }>(
      `query ($p: String!, $r: String!) {
        artifacts(first: 100, filter: { project: $p, repository: $r }) { nodes { id version } }
      }`,
      { p: place.project, r: place.repository },
    );
    return artifacts.nodes;
  }

  const proxyOf = async (place: Place) =>
    makeProxy(admin, 'PYPI', { upstreamUrl: await addressOf(admin, place) });

  /** Puts a wheel on the static server, with a digest that is its own or another one. */
  async function shelve(release: Release, stated?: string): Promise<void> {
    const desk = await PythonDesk.create();
    const path = await writeWheel(desk.folder, release);
    const bytes = await readFile(path);
    const sha256 = stated ?? createHash('sha256').update(bytes).digest('hex');
    const file = basename(path);
    index.pages.set(`/files/${file}`, { type: 'application/octet-stream', body: bytes });
    index.pages.set(`/simple/${release.name}/`, {
      type: html,
      body: `<html><body><a href="../../files/${file}#sha256=${sha256}">${file}</a></body></html>`,
    });
  }

  it('install what upstream has with all that it needs, cold and warm', async () => {
    await publishWheels(
      upstream,
      { name: 'relay-base', version: '1.5' },
      { name: 'relay-base', version: '2.0' },
      { name: 'relay-tool', version: '1.0', requires: ['relay_base>=1,<2'] },
    );
    const proxy = await proxyOf(upstream);
    for (const round of ['cold', 'warm']) {
      const desk = await PythonDesk.create();
      const byPip = await desk.pipInstall(await indexOf(proxy), 'relay-tool');
      expect(byPip.exitCode, `${round}: ${byPip.output}`).toBe(0);
      // PEP 658 holds through a proxy, before it has the wheel.
      expect(byPip.output).toContain('relay_tool-1.0-py3-none-any.whl.metadata');
      expect(await installed(desk, 'relay_base')).toBe('1.5');
      const byUv = await (await PythonDesk.create()).uvInstall(await indexOf(proxy), 'relay-tool');
      expect(byUv.exitCode, `${round}: ${byUv.output}`).toBe(0);
    }
    // What nobody took was not fetched.
    expect((await held(proxy)).map(({ version }) => version).toSorted()).toEqual(['1.0', '1.5']);
  });

  it('find a wheel and its source, each fetched when it is asked for', async () => {
    const desk = await PythonDesk.create();
    const release = { name: 'relay-both', version: '1.0' };
    const files = [await writeWheel(desk.folder, release), await writeSdist(desk.folder, release)];
    await publish(desk, upstream, ...files);
    const proxy = await proxyOf(upstream);
    const options = [
      'download',
      '--no-deps',
      '--no-cache-dir',
      '--index-url',
      await indexOf(proxy),
    ];
    const wheel = await desk.run('pip', ...options, '-d', 'w', 'relay-both');
    expect(wheel.exitCode, wheel.output).toBe(0);
    const address = `/pypi/${proxy.path}/packages/relay-both/1.0/relay_both-1.0.tar.gz`;
    const source = await admin.fetch(address);
    expect(source.status).toBe(200);
    expect(Buffer.from(await source.arrayBuffer())).toEqual(await readFile(files[1] ?? ''));
    // One release, as upstream.
    expect(await held(proxy)).toHaveLength(1);
  });

  it('pass over what upstream took back after it was fetched', async () => {
    await publishWheels(
      upstream,
      { name: 'relay-yank', version: '1.0' },
      { name: 'relay-yank', version: '1.1' },
    );
    const proxy = await proxyOf(upstream);
    const first = await PythonDesk.create();
    const before = await first.pipInstall(await indexOf(proxy), 'relay-yank');
    expect(before.exitCode, before.output).toBe(0);
    expect(await installed(first, 'relay_yank')).toBe('1.1');
    const there = (await held(upstream)).find(({ version }) => version === '1.1');
    await admin.graphql(
      'mutation ($input: YankArtifactInput!) { yankArtifact(input: $input) { artifact { id } } }',
      { input: { id: there?.id, isYanked: true, reason: 'breaks on Tuesdays' } },
    );
    await expect
      .poll(async () => (await admin.fetch(`/pypi/${proxy.path}/simple/relay-yank/`)).text(), {
        timeout: 15_000,
      })
      .toContain('breaks on Tuesdays');
    const second = await PythonDesk.create();
    const after = await second.pipInstall(await indexOf(proxy), 'relay-yank');
    expect(after.exitCode, after.output).toBe(0);
    expect(await installed(second, 'relay_yank')).toBe('1.0');
  });

  it('see one index in a group of what is ours and what is not', async () => {
    const project = await makeProject(admin);
    const ours = await makeRepository(admin, 'PYPI', { project });
    await publishWheels(upstream, { name: 'relay-public', version: '1.0' });
    await publishWheels(upstream, { name: 'relay-ours', version: '9.0' });
    await publishWheels(ours, { name: 'relay-ours', version: '1.0', requires: ['relay-public'] });
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'PYPI', { project, upstreamUrl });
    const group = await makeGroup(admin, 'PYPI', { project, members: [ours.path, proxy.path] });
    for (const install of ['pipInstall', 'uvInstall'] as const) {
      const desk = await PythonDesk.create();
      const { exitCode, output } = await desk[install](await indexOf(group), 'relay_ours');
      expect(exitCode, output).toBe(0);
      // D5.1: whatever a stranger publishes by our name, and however new it is.
      expect(await installed(desk, 'relay_ours')).toBe('1.0');
      expect(await installed(desk, 'relay_public')).toBe('1.0');
    }
    const list = await admin.fetch(`/pypi/${group.path}/simple/`);
    const text = await list.text();
    expect(text).toContain('>relay-ours</a>');
    expect(text).toContain('>relay-public</a>');
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const far = await makeGroup(admin, 'PYPI', { members: [ours.path, upstream.path] });
    const reader = await makeKey(admin, { project: far.project, actions });
    const seen = await fetch(`${inject('gatewayUrl')}/pypi/${far.path}/simple/`, {
      headers: { authorization: `Bearer ${reader}` },
    });
    // The one that anybody may read, and not the other.
    expect(await seen.text()).toMatch(/relay-public/);
    expect(await (await admin.fetch(`/pypi/${far.path}/simple/`)).text()).toContain('relay-ours');
  });

  it.skipIf(lacksPypiserver)(
    'install from pypiserver, cold and warm, and what they had once that is gone',
    async () => {
      await using server = await startPypiserver();
      for (const release of [
        { name: 'relay-kit', version: '1.0', requires: ['relay_part<2'] },
        { name: 'relay-part', version: '1.5' },
        { name: 'relay-part', version: '2.0' },
      ]) {
        await writeWheel(server.folder, release);
      }
      const project = await makeProject(admin);
      const proxy = await makeProxy(admin, 'PYPI', { project, upstreamUrl: server.url });
      const group = await makeGroup(admin, 'PYPI', { project, members: [proxy.path] });
      const installAll = async (round: string) => {
        for (const place of [proxy, group]) {
          for (const install of ['pipInstall', 'uvInstall'] as const) {
            const desk = await PythonDesk.create();
            const { exitCode, output } = await desk[install](await indexOf(place), 'relay-kit');
            expect(exitCode, `${round}: ${output}`).toBe(0);
            expect(await installed(desk, 'relay_part')).toBe('1.5');
          }
        }
      };
      await installAll('cold');
      await installAll('warm');
      await server[Symbol.asyncDispose]();
      await installAll('gone');
      expect(await held(proxy)).toHaveLength(2);
    },
  );

  it('install from an index of nothing but links, without dates, sizes and metadata', async () => {
    await shelve({ name: 'relay-static', version: '1.0' });
    const proxy = await makeProxy(admin, 'PYPI', { upstreamUrl: index.url });
    for (const install of ['pipInstall', 'uvInstall'] as const) {
      const desk = await PythonDesk.create();
      const { exitCode, output } = await desk[install](await indexOf(proxy), 'relay-static');
      expect(exitCode, output).toBe(0);
      expect(await installed(desk, 'relay_static')).toBe('1.0');
    }
    const none = await (await PythonDesk.create()).pipInstall(await indexOf(proxy), 'relay-absent');
    expect(none.output).toContain('No matching distribution');
  });

  it('get nothing of a file that is not what the index says, and are told', async () => {
    await shelve({ name: 'relay-liar', version: '1.0' }, 'a'.repeat(64));
    const proxy = await makeProxy(admin, 'PYPI', { upstreamUrl: index.url });
    const desk = await PythonDesk.create();
    for (const install of ['pipInstall', 'uvInstall'] as const) {
      const refused = await desk[install](await indexOf(proxy), 'relay-liar');
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toContain('503');
    }
    const path = `/pypi/${proxy.path}/packages/relay-liar/1.0/relay_liar-1.0-py3-none-any.whl`;
    const answer = await admin.fetch(path);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('not what its index says');
    expect(await held(proxy)).toEqual([]);
  });

  describe('what upstream states of a file (PEP 740)', () => {
    /** A wheel, and a provenance about a digest: its own, or another one. */
    async function state(name: string, digest?: string): Promise<string> {
      await shelve({ name, version: '1.0' });
      const file = `${name.replaceAll('-', '_')}-1.0-py3-none-any.whl`;
      const body = index.pages.get(`/files/${file}`)?.body ?? '';
      const sha256 = createHash('sha256').update(body).digest('hex');
      const statement = {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: file, digest: { sha256: digest ?? sha256 } }],
        predicateType: 'https://docs.example.org/attestations/publish/v1',
        predicate: null,
      };
      const attestation = {
        version: 1,
        verification_material: { certificate: 'MII=', transparency_entries: [{}] },
        envelope: {
          statement: Buffer.from(JSON.stringify(statement)).toString('base64'),
          signature: 'c2ln',
        },
      };
      const publisher = { kind: 'GitHub', repository: 'acme/relay', workflow: 'release.yml' };
      const bundles = [{ publisher, attestations: [attestation] }];
      const provenance = JSON.stringify({ version: 1, attestation_bundles: bundles });
      const path = `/integrity/${name}/1.0/${file}/provenance`;
      index.pages.set(path, { type: 'application/vnd.pypi.integrity.v1+json', body: provenance });
      index.pages.set(`/simple/${name}/`, {
        type: html,
        body: `<a href="../../files/${file}#sha256=${sha256}" data-provenance="${path}">x</a>`,
      });
      return provenance;
    }

    interface SimpleIndex {
      readonly files: readonly { readonly provenance: string | null }[];
    }

    it('is had at our address through a proxy and a group, before and after it', async () => {
      const provenance = await state('relay-attested');
      const project = await makeProject(admin);
      const proxy = await makeProxy(admin, 'PYPI', { project, upstreamUrl: index.url });
      const group = await makeGroup(admin, 'PYPI', { project, members: [proxy.path] });
      for (const place of [group, proxy]) {
        const answer = await admin.fetch(`/pypi/${place.path}/simple/relay-attested/`, {
          headers: { accept: 'application/vnd.pypi.simple.v1+json' },
        });
        const { files } = (await answer.json()) as SimpleIndex;
        const url = files[0]?.provenance ?? '';
        expect(url).toContain(`/pypi/${place.path}/integrity/relay-attested/1.0/`);
        const stated = await admin.fetch(url);
        expect(stated.headers.get('content-type')).toBe('application/vnd.pypi.integrity.v1+json');
        expect(await stated.text()).toBe(provenance);
        const desk = await PythonDesk.create();
        const install = await desk.pipInstall(await indexOf(place), 'relay-attested');
        expect(install.exitCode, install.output).toBe(0);
      }
    });

    it('keeps a file out that it is not about', async () => {
      await state('relay-borrowed', 'b'.repeat(64));
      const proxy = await makeProxy(admin, 'PYPI', { upstreamUrl: index.url });
      const desk = await PythonDesk.create();
      const refused = await desk.pipInstall(await indexOf(proxy), 'relay-borrowed');
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toContain('403');
      const file = 'relay_borrowed-1.0-py3-none-any.whl';
      const answer = await admin.fetch(`/pypi/${proxy.path}/packages/relay-borrowed/1.0/${file}`);
      expect(await answer.text()).toContain('about another file');
      expect(await held(proxy)).toEqual([]);
    });
  });

  it('get nothing of an archive that is another package than the index says', async () => {
    const desk = await PythonDesk.create();
    const other = await writeWheel(desk.folder, { name: 'relay-other', version: '1.0' });
    const file = 'relay_posing-1.0-py3-none-any.whl';
    index.pages.set('/simple/relay-posing/', { type: html, body: `<a href="${file}">x</a>` });
    index.pages.set(`/simple/relay-posing/${file}`, {
      type: 'application/octet-stream',
      body: await readFile(other),
    });
    const proxy = await makeProxy(admin, 'PYPI', { upstreamUrl: index.url });
    const refused = await desk.pipInstall(await indexOf(proxy), 'relay-posing');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('403');
    expect(await held(proxy)).toEqual([]);
  });

  it('are told to come back where upstream shows the page of a failure', async () => {
    index.pages.set('/simple/relay-down/', { type: html, body: '<h1>Down for maintenance</h1>' });
    const proxy = await makeProxy(admin, 'PYPI', { upstreamUrl: index.url });
    const answer = await admin.fetch(`/pypi/${proxy.path}/simple/relay-down/`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('no index of files');
    // pip shows nothing of a page that it did not get.
    const refused = await (await PythonDesk.create()).uvInstall(await indexOf(proxy), 'relay-down');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('503');
  });
});
