import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
import { importRecord } from '../npm/advisory.ts';
import { type ComposerProject, openProject, packageZip } from './run-composer.ts';

const isInstalled = spawnSync('composer', ['--version']).status === 0;
const skips = !isInstalled && process.env['CI'] !== 'true';

const record = {
  schema_version: '1.6.0',
  id: 'GHSA-comp-oser-0001',
  aliases: ['CVE-2099-0001'],
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'Runs what it reads',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'Packagist', name: 'acme/leaky' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.0.1' }] }],
    },
  ],
};

let admin: Client;
let place: Place;
let key: string;

const urlOf = ({ path }: Pick<Place, 'path'>) => `${inject('gatewayUrl')}/composer/${path}/`;

function upload(name: string, version: string, more: object = {}, by: Client = clientWith(key)) {
  return packageZip({ name, ...more }).then((zip) =>
    by.fetch(`${urlOf(place)}packages/${name}/${version}.zip`, {
      method: 'PUT',
      body: new Uint8Array(zip),
    }),
  );
}

async function published(name: string, version: string, more: object = {}): Promise<void> {
  const answer = await upload(name, version, more);
  expect(answer.status, await answer.text()).toBe(201);
}

function project(): Promise<ComposerProject> {
  return openProject(urlOf(place), key);
}

describe.skipIf(skips)('Composer, the real client', () => {
  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, record);
    place = await makeRepository(admin, 'COMPOSER');
    key = await makeKey(admin, { project: place.project });
  });

  it('installs packages that need each other, by range, and again from the lock file', async () => {
    await published('acme/base', '1.0.0');
    await published('acme/base', 'v1.2');
    await published('acme/base', '2.0.0-beta1');
    await published('acme/tool', '0.3.0', {
      require: { php: '>=7', 'acme/base': '^1.0' },
      autoload: { 'psr-4': { 'Acme\\': 'src/' } },
    });
    const here = await project();
    await here.require({ 'acme/tool': '^0.3' });
    const { exitCode, output } = await here.run('update');
    expect(exitCode, output).toBe(0);
    expect(await here.locked()).toEqual({ 'acme/base': '1.2.0', 'acme/tool': '0.3.0' });
    const file = join(here.folder, 'vendor/acme/tool/src/Tool.php');
    expect(await readFile(file, 'utf8')).toContain('class Tool');
    const again = await here.run('reinstall', 'acme/tool');
    expect(again.exitCode, again.output).toBe(0);
  });

  it('takes a branch at ever new commits, and only for who asks for it', async () => {
    await published('acme/moving', 'dev-main');
    await published('acme/moving', 'dev-main', { description: 'A later commit' });
    const here = await project();
    await here.require({ 'acme/moving': 'dev-main' });
    const { exitCode, output } = await here.run('update');
    expect(exitCode, output).toBe(0);
    await here.require({ 'acme/moving': '*' });
    expect((await here.run('update')).exitCode).not.toBe(0);
  });

  it('refuses other bytes, another name and another version than the archive has', async () => {
    await published('acme/final', '1.0.0');
    expect((await upload('acme/final', '1.0.0')).status).toBe(200);
    expect((await upload('acme/final', 'v1.0', { description: 'Changed' })).status).toBe(409);
    expect((await upload('acme/final', '1.1.0', { version: '1.2.0' })).status).toBe(400);
    expect((await upload('acme/final', '1.1.0', { name: 'acme/other' })).status).toBe(400);
    expect((await upload('acme/final', 'latest')).status).toBe(400);
  });

  it('says in Composer why a version is held, and resolves to another', async () => {
    await published('acme/leaky', '1.0.0');
    await published('acme/leaky', '1.0.1');
    const exact = await project();
    await exact.require({ 'acme/leaky': '1.0.0' });
    const refused = await exact.run('update');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('GHSA-comp-oser-0001');
    expect(refused.output).toMatch(/\/decisions\/BD-[2-9A-Z]{6,}/);
    const ranged = await project();
    await ranged.require({ 'acme/leaky': '^1.0' });
    expect((await ranged.run('update')).exitCode).toBe(0);
    expect(await ranged.locked()).toEqual({ 'acme/leaky': '1.0.1' });
  });

  it('says so too where a lock file has a version that was recalled', async () => {
    await published('acme/recalled', '1.0.0');
    const here = await project();
    await here.require({ 'acme/recalled': '^1.0' });
    expect((await here.run('update')).exitCode).toBe(0);
    const [affected] = record.affected;
    await importRecord(admin, {
      ...record,
      id: 'GHSA-comp-oser-0002',
      affected: [{ ...affected, package: { ecosystem: 'Packagist', name: 'acme/recalled' } }],
    });
    const archive = `${urlOf(place)}packages/acme/recalled/1.0.0.zip`;
    await expect
      .poll(async () => (await admin.fetch(archive)).status, { timeout: 60_000 })
      .toBe(403);
    await here.run('clear-cache');
    const refused = await here.run('reinstall', 'acme/recalled');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('GHSA-comp-oser-0002');
    const audited = await here.run('audit', '--locked');
    expect(audited.output).toContain('GHSA-comp-oser-0002');
  });

  it('searches, and forgets what is deleted', async () => {
    await published('acme/searched', '1.0.0');
    const here = await project();
    expect((await here.run('search', 'searched')).output).toContain('acme/searched');
    const archive = `${urlOf(place)}packages/acme/searched/1.0.0.zip`;
    expect((await admin.fetch(archive, { method: 'DELETE' })).status).toBe(204);
    await here.require({ 'acme/searched': '*' });
    expect((await here.run('update')).exitCode).not.toBe(0);
    expect((await upload('acme/searched', '1.0.0')).status).toBe(409);
  });

  it('lets a reader read and not publish, and shows a stranger nothing', async () => {
    await published('acme/secret', '1.0.0');
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const readOnly = await makeKey(admin, { project: place.project, actions });
    const reader = await openProject(urlOf(place), readOnly);
    await reader.require({ 'acme/secret': '*' });
    expect((await reader.run('update')).exitCode).toBe(0);
    expect((await upload('acme/secret', '1.1.0', {}, clientWith(readOnly))).status).toBe(403);
    const elsewhere = await makeKey(admin, { project: await makeProject(admin) });
    for (const stranger of [null, `${readOnly.slice(0, -1)}_`, elsewhere]) {
      const there = await openProject(urlOf(place), stranger);
      await there.require({ 'acme/secret': '*' });
      const { exitCode, output } = await there.run('update');
      expect(exitCode).not.toBe(0);
      expect(output).not.toContain('1.0.0');
    }
  });
});
