import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { importRecord } from '../npm/advisory.ts';
import { escaped, type GoModule, moduleZip } from './module-zip.ts';
import { type GoSource, GoWorkspace, hasGo } from './run-go.ts';
import { startTlsFront, type TlsFront } from './tls-front.ts';

const record = {
  schema_version: '1.6.0',
  id: 'GO-2026-9001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'Reads beyond the end in acme.example/held',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'Go', name: 'acme.example/held' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '1.1.0' }, { fixed: '1.3.0' }] }],
    },
  ],
};

describe.skipIf(!(await hasGo()))('go, with the real client', () => {
  let admin: Client;
  let front: TlsFront;
  let place: Place;
  let source: GoSource;

  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, record);
    front = await startTlsFront(inject('gatewayUrl'));
    place = await makeRepository(admin, 'GO');
    source = sourceAs(await makeKey(admin, { project: place.project }));
  });
  afterAll(() => front.close());

  const sourceAs = (token: string | null, at = place): GoSource => ({
    proxyUrl: `${front.url}/go/${at.path}`,
    token,
    certificate: front.certificate,
  });

  const put = async (module: GoModule, client = admin, at = place) => {
    const address = `${escaped(module.path)}/@v/${escaped(module.version)}.zip`;
    const body = await moduleZip(module);
    return client.fetch(`/go/${at.path}/${address}`, { method: 'PUT', body });
  };

  const publish = async (path: string, version: string, more: Partial<GoModule> = {}) => {
    const response = await put({ path, version, ...more });
    const text = await response.text();
    expect(response.status, text).toBe(201);
    return text;
  };

  const required = async ({ folder }: GoWorkspace) => readFile(join(folder, 'go.mod'), 'utf8');

  it('finds the module of an import, its newest release, and sums it alike', async () => {
    await publish('acme.example/Kit/base', 'v0.1.0');
    const path = 'acme.example/Kit';
    await publish(path, 'v1.0.0');
    const sums = await publish(path, 'v1.10.0', {
      requires: ['acme.example/Kit/base v0.1.0'],
      files: { 'deep/er/doc.go': 'package er\n', 'ｚ.txt': 'z', '𠀀.txt': '2' },
    });
    await publish(path, 'v1.11.0-rc.1');
    const workspace = await GoWorkspace.create(source);
    // Asks for acme.example/Kit/deep/er, acme.example/Kit/deep, acme.example/Kit and acme.example.
    const got = await workspace.go('get', 'acme.example/Kit/deep/er');
    expect(got.exitCode, got.output).toBe(0);
    expect(await required(workspace)).toContain('acme.example/Kit v1.10.0');
    const goSum = await readFile(join(workspace.folder, 'go.sum'), 'utf8');
    expect(goSum).toContain(sums);
    const all = await workspace.go('mod', 'download');
    expect(all.exitCode, all.output).toBe(0);
    expect((await workspace.go('mod', 'verify')).output).toContain('all modules verified');
    const versions = await workspace.go('list', '-m', '-versions', path);
    expect(versions.output.trim()).toBe(`${path} v1.0.0 v1.10.0 v1.11.0-rc.1`);
  });

  it('serves ranges, pre-releases, major versions and what is older than modules', async () => {
    const path = 'acme.example/many';
    for (const version of ['v1.0.0', 'v1.0.3', 'v1.2.0', 'v1.3.0-beta.1']) {
      await publish(path, version);
    }
    await publish(`${path}/v2`, 'v2.0.1');
    const commit = 'v0.0.0-20260102030405-abcdefabcdef';
    await publish('acme.example/untagged', commit);
    const old = { path: 'acme.example/old', version: 'v3.1.0+incompatible' };
    expect((await put({ ...old, files: { 'go.mod': '' } })).status).toBe(400);
    const workspace = await GoWorkspace.create(source);
    for (const [query, expected] of [
      [`${path}@v1.0`, `${path} v1.0.3`],
      [`${path}@<v1.2.0`, `${path} v1.0.3`],
      [`${path}@v1.3.0-beta.1`, `${path} v1.3.0-beta.1`],
      [`${path}@latest`, `${path} v1.2.0`],
      [`${path}/v2@v2`, `${path}/v2 v2.0.1`],
      ['acme.example/untagged@latest', `acme.example/untagged ${commit}`],
    ] as const) {
      const { exitCode, output } = await workspace.go('get', query);
      expect(exitCode, output).toBe(0);
      expect(await required(workspace), query).toContain(expected);
    }
  });

  it('holds a known-vulnerable version, says why in the client, and lets it out on a person’s word', async () => {
    const path = 'acme.example/held';
    await publish(path, 'v1.0.0');
    await publish(path, 'v1.2.0');
    const workspace = await GoWorkspace.create(source);
    const refused = await workspace.go('get', `${path}@v1.2.0`);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('403 Forbidden');
    expect(refused.output).toContain('GO-2026-9001');
    const number = /BD-[2-9A-Z]{6,}/.exec(refused.output)?.[0] ?? '';
    expect(refused.output).toContain(`/decisions/${number}`);
    const ranged = await workspace.go('get', path);
    expect(ranged.exitCode, ranged.output).toBe(0);
    expect(await required(workspace)).toContain(`${path} v1.0.0`);

    const { decision } = await admin.graphql<{ decision: { artifact: { id: string } } }>(
      'query ($n: String!) { decision(number: $n) { artifact { id } } }',
      { n: number },
    );
    await admin.graphql(
      'mutation ($input: ReleaseArtifactInput!) { releaseArtifact(input: $input) { artifact { id } } }',
      { input: { id: decision.artifact.id, note: 'Only used in our own tests.' } },
    );
    const letOut = await workspace.go('get', `${path}@v1.2.0`);
    expect(letOut.exitCode, letOut.output).toBe(0);
    expect(await required(workspace)).toContain(`${path} v1.2.0`);
  });

  it('shows the receipt to who asks for the newest, where nothing is let out', async () => {
    const other = await makeRepository(admin, 'GO', { project: place.project });
    const path = 'acme.example/held';
    expect((await put({ path, version: 'v1.1.0' }, admin, other)).status).toBe(201);
    const workspace = await GoWorkspace.create(sourceAs(source.token, other));
    const refused = await workspace.go('get', path);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toMatch(/404 Not Found[\s\S]*BD-[2-9A-Z]{6,}/);
  });

  it('leaves out what was taken back, and still gives it to who has it pinned', async () => {
    const path = 'acme.example/yanked';
    await publish(path, 'v1.0.0');
    await publish(path, 'v1.1.0');
    const here = { project: place.project, repository: place.repository };
    const { artifacts } = await admin.graphql<{ artifacts: { nodes: { id: string }[] } }>(
      `query ($filter: ArtifactFilter!) { artifacts(first: 1, filter: $filter) { nodes { id } } }`,
      { filter: { ...here, purl: `pkg:golang/${path}@v1.1.0` } },
    );
    await admin.graphql(
      'mutation ($input: YankArtifactInput!) { yankArtifact(input: $input) { artifact { id } } }',
      { input: { id: artifacts.nodes[0]?.id, isYanked: true, reason: 'Broken.' } },
    );
    const workspace = await GoWorkspace.create(source);
    expect((await workspace.go('get', path)).exitCode).toBe(0);
    expect(await required(workspace)).toContain(`${path} v1.0.0`);
    const pinned = await workspace.go('get', `${path}@v1.1.0`);
    expect(pinned.exitCode, pinned.output).toBe(0);
  });

  it('lets nobody in without a right, and says so in the client', async () => {
    const path = 'acme.example/private';
    await publish(path, 'v1.0.0');
    const otherPlace = await makeRepository(admin, 'GO');
    const callers = [
      { token: null, says: '401 Unauthorized' },
      { token: `${source.token?.slice(0, -1)}_`, says: '401 Unauthorized' },
      { token: await makeKey(admin, { project: otherPlace.project }), says: '404 Not Found' },
    ];
    for (const { token, says } of callers) {
      const workspace = await GoWorkspace.create(sourceAs(token));
      const { exitCode, output } = await workspace.go('get', `${path}@v1.0.0`);
      expect(exitCode, output).not.toBe(0);
      expect(output).toContain(says);
    }
    const readOnly = await makeKey(admin, {
      project: place.project,
      actions: ['repository:read', 'artifact:read', 'artifact:download'],
    });
    const workspace = await GoWorkspace.create(sourceAs(readOnly));
    const { exitCode, output } = await workspace.go('get', path);
    expect(exitCode, output).toBe(0);
    const refused = await put({ path, version: 'v1.1.0' }, clientWith(readOnly));
    expect(refused.status).toBe(403);
  });

  it('gives cleared modules of a public repository to anybody, without TLS as well', async () => {
    const open = await makeRepository(admin, 'GO', { isPublic: true });
    const path = 'acme.example/open';
    expect((await put({ path, version: 'v1.0.0' }, admin, open)).status).toBe(201);
    const proxyUrl = `${inject('gatewayUrl')}/go/${open.path}`;
    const workspace = await GoWorkspace.create({ proxyUrl, token: null });
    const { exitCode, output } = await workspace.go('get', path);
    expect(exitCode, output).toBe(0);
    const refused = await put({ path, version: 'v1.1.0' }, clientWith(null), open);
    expect(refused.status).toBe(401);
  });

  it('takes ten publishers of one module at once, and the same bytes again', async () => {
    const path = 'acme.example/busy';
    const versions = Array.from({ length: 10 }, (_, index) => `v1.${index}.0`);
    const answers = await Promise.all(versions.map((version) => put({ path, version })));
    expect(answers.map(({ status }) => status)).toEqual(versions.map(() => 201));
    const workspace = await GoWorkspace.create(source);
    const { output } = await workspace.go('list', '-m', '-versions', path);
    expect(output.trim()).toBe([path, ...versions].join(' '));
    expect((await put({ path, version: 'v1.0.0' })).status).toBe(200);
    const other = await put({ path, version: 'v1.0.0', files: { 'more.go': 'package busy\n' } });
    expect(other.status).toBe(409);
    expect(await other.text()).toContain('exists already with other bytes');
  });

  it('takes a module by its zip alone, and what some publishers send beside it', async () => {
    const at = `/go/${place.path}`;
    const path = 'acme.example/Three';
    const goMod = `module ${path}\n`;
    const zip = await moduleZip({ path, version: 'v1.0.0', files: { 'go.mod': goMod } });
    const send = async (address: string, body: Buffer<ArrayBuffer> | string) =>
      (await admin.fetch(`${at}/${address}`, { method: 'PUT', body })).status;
    const file = (name: string) => `${escaped(path)}/@v/v1.0.0.${name}`;
    expect(await send(file('mod'), goMod)).toBe(404);
    expect(await send('upload', zip)).toBe(201);
    expect(await send('upload', zip)).toBe(200);
    expect(await send('upload', 'no zip')).toBe(400);
    expect(await send(file('mod'), goMod)).toBe(200);
    expect(await send(file('mod'), `${goMod}\n`)).toBe(409);
    expect(await send(file('info'), '{"Version":"v1.0.0"}')).toBe(200);
    expect(await send(file('info'), '{"Version":"v1.0.1"}')).toBe(409);
    expect(await send(`${escaped(path)}/@v/v1.0.1.zip`, zip)).toBe(409);
    expect(await send(`${path}/@v/v1.0.0.zip`, zip)).toBe(400);
    const read = async (address: string) => admin.fetch(`${at}/${address}`);
    expect(await (await read(file('mod'))).text()).toBe(goMod);
    expect(await (await read(file('info'))).json()).toMatchObject({ Version: 'v1.0.0' });
    for (const unknown of ['sumdb/sums.example/supported', 'acme.example/nothing/@v/list']) {
      expect((await read(unknown)).status, unknown).toBe(404);
    }
  });
});
