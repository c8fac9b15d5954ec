import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { type HelmDesk, openDesk, packageChart } from './run-helm.ts';

const isInstalled = spawnSync('helm', ['version']).status === 0;
const skips = !isInstalled && process.env['CI'] !== 'true';

let admin: Client;
let place: Place;
let key: string;
let desk: HelmDesk;

const urlOf = ({ path }: Pick<Place, 'path'>) => `${inject('gatewayUrl')}/helm/${path}`;

async function upload(name: string, version: string, note = '', by = clientWith(key)) {
  const chart = await packageChart(desk, name, version, note);
  return by.fetch(`${urlOf(place)}/api/charts`, { method: 'POST', body: new Uint8Array(chart) });
}

async function published(name: string, version: string): Promise<void> {
  const answer = await upload(name, version);
  expect(answer.status, await answer.text()).toBe(201);
}

async function artifactOf(name: string, version: string): Promise<string> {
  const { artifacts } = await admin.graphql<{
    artifacts: { nodes: { id: string; version: string; package: { name: string } }[] };
  }>(
    `query ($p: String!, $r: String!) {
      artifacts(first: 100, filter: { project: $p, repository: $r }) {
        nodes { id version package { name } }
      }
    }`,
    { p: place.project, r: place.repository },
  );
  const found = artifacts.nodes.find(
    (each) => each.package.name === name && each.version === version,
  );
  return found?.id ?? '';
}

function addTo(to: HelmDesk, secret: string) {
  return to.run('repo', 'add', 'bonded', urlOf(place), '--username', 'token', '--password', secret);
}

describe.skipIf(skips)('Helm, the real client', () => {
  beforeAll(async () => {
    admin = await signIn();
    place = await makeRepository(admin, 'HELM');
    key = await makeKey(admin, { project: place.project });
    desk = await openDesk();
    await published('first', '1.0.0');
    await addTo(desk, key);
  });

  it('finds, pulls and renders charts by range', async () => {
    await published('web', '1.0.0');
    await published('web', '1.2.0');
    await published('web', '2.0.0');
    expect((await desk.run('repo', 'update')).exitCode).toBe(0);
    const found = await desk.run('search', 'repo', 'bonded/web', '--versions');
    for (const version of ['1.0.0', '1.2.0', '2.0.0']) expect(found.output).toContain(version);
    const shown = await desk.run('show', 'chart', 'bonded/web', '--version', '^1');
    expect(shown.output, shown.output).toContain('version: 1.2.0');
    const pulled = await desk.run('pull', 'bonded/web', '--untar');
    expect(pulled.exitCode, pulled.output).toBe(0);
    const rendered = await desk.run('template', 'it', 'bonded/web');
    expect(rendered.exitCode, rendered.output).toBe(0);
  });

  it('refuses other bytes under a published version, and what is no chart', async () => {
    await published('final', '1.0.0');
    expect((await upload('final', '1.0.0', 'changed')).status).toBe(409);
    const noChart = await clientWith(key).fetch(`${urlOf(place)}/api/charts`, {
      method: 'POST',
      body: 'no chart',
    });
    expect(noChart.status).toBe(400);
  });

  it('takes a form as well', async () => {
    const form = new FormData();
    const chart = await packageChart(desk, 'formed', '1.0.0');
    form.set('chart', new Blob([new Uint8Array(chart)]), 'formed-1.0.0.tgz');
    const answer = await clientWith(key).fetch(`${urlOf(place)}/api/charts`, {
      method: 'POST',
      body: form,
    });
    expect(answer.status, await answer.text()).toBe(201);
    const listed = await clientWith(key).fetch(`${urlOf(place)}/api/charts/formed/1.0.0`);
    expect(await listed.json()).toMatchObject({ name: 'formed', version: '1.0.0' });
  });

  it('leaves out what is held, and refuses it by its address with the receipt', async () => {
    await published('doubted', '1.0.0');
    await published('doubted', '1.1.0');
    const mutation =
      'mutation ($input: RejectArtifactInput!) { rejectArtifact(input: $input) { artifact { id } } }';
    const id = await artifactOf('doubted', '1.1.0');
    await admin.graphql(mutation, { input: { id, note: 'Not wanted here.' } });
    await desk.run('repo', 'update');
    const found = await desk.run('search', 'repo', 'bonded/doubted', '--versions');
    expect(found.output).toContain('1.0.0');
    expect(found.output).not.toContain('1.1.0');
    const exact = await desk.run('pull', 'bonded/doubted', '--version', '1.1.0');
    expect(exact.exitCode).not.toBe(0);
    const address = `${urlOf(place)}/charts/doubted-1.1.0.tgz`;
    const credentials = ['--username', 'token', '--password', key];
    const direct = await desk.run('pull', address, ...credentials);
    expect(direct.output).toMatch(/403 .*is blocked by Bonded \(BD-[2-9A-Z]{6,}\)/);
    const refused = await clientWith(key).fetch(address);
    expect(await refused.text()).toMatch(/BD-[2-9A-Z]{6,}/);
  });

  it('forgets what is deleted', async () => {
    await published('gone', '1.0.0');
    const path = `${urlOf(place)}/api/charts/gone/1.0.0`;
    expect((await clientWith(key).fetch(path, { method: 'DELETE' })).status).toBe(200);
    await desk.run('repo', 'update');
    expect((await desk.run('search', 'repo', 'bonded/gone')).output).toContain('No results');
    expect((await upload('gone', '1.0.0')).status).toBe(409);
  });

  it('lets a reader read and not publish, and shows a stranger nothing', async () => {
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const readOnly = await makeKey(admin, { project: place.project, actions });
    const reader = await openDesk();
    expect((await addTo(reader, readOnly)).exitCode).toBe(0);
    expect((await reader.run('pull', 'bonded/first')).exitCode).toBe(0);
    expect((await upload('first', '2.0.0', '', clientWith(readOnly))).status).toBe(403);
    const elsewhere = await makeKey(admin, { project: await makeProject(admin) });
    for (const wrong of [`${readOnly.slice(0, -1)}_`, elsewhere]) {
      const stranger = await openDesk();
      expect((await addTo(stranger, wrong)).exitCode).not.toBe(0);
    }
    const anonymous = await openDesk();
    const { output } = await anonymous.run('repo', 'add', 'bonded', urlOf(place));
    expect(output).toContain('401');
  });
});
