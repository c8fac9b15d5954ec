import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listArtifacts } from '../../contract/versions.ts';
import {
  type Client,
  clientWith,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { makeGroup, makeProxy, type ProxyWish } from '../../stack/supply.ts';
import { importRecord } from './advisory.ts';
import {
  type ClientName,
  clientFolder,
  runClient,
  writePackage,
  yarn1Folder,
  yarn4Folder,
} from './run-npm.ts';
import { startVerdaccio, type Verdaccio } from './verdaccio.ts';

interface InstallingClient {
  readonly client: ClientName;
  readonly folderOf: (registryUrl: string, token: string | null) => Promise<string>;
  readonly verb: 'install' | 'add';
}

const installers: readonly InstallingClient[] = [
  { client: 'npm', folderOf: clientFolder, verb: 'install' },
  { client: 'pnpm', folderOf: clientFolder, verb: 'add' },
  { client: 'yarn1', folderOf: yarn1Folder, verb: 'add' },
  { client: 'yarn4', folderOf: yarn4Folder, verb: 'add' },
  { client: 'bun', folderOf: clientFolder, verb: 'add' },
];

/** About nothing that is published here: without any advisory, no scan says that it is enough. */
const record = {
  schema_version: '1.6.0',
  id: 'MAL-2026-9003',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [{ package: { ecosystem: 'npm', name: 'bonded-nothing' }, versions: ['1.0.0'] }],
};

describe('clients of npm, through proxies and groups of Verdaccio', { timeout: 240_000 }, () => {
  let admin: Client;
  let token: string;
  let verdaccio: Verdaccio;
  /** One for each client, so that the first install of each is cold. */
  const proxies = new Map<ClientName, Place>();

  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, record);
    token = await makeKey(admin);
    verdaccio = await startVerdaccio();
    await publishAll(verdaccio.url, verdaccio.token, [
      { name: 'relay-base', version: '1.0.0' },
      { name: 'relay-base', version: '1.1.0' },
      { name: 'relay-base', version: '2.0.0' },
      { name: '@relay/tool', version: '1.0.0', dependencies: { 'relay-base': '^1.0.0' } },
      { name: '@closed/tool', version: '1.0.0' },
    ]);
    for (const { client } of installers) proxies.set(client, await proxyOf());
  }, 120_000);

  afterAll(() => verdaccio[Symbol.asyncDispose]());

  const proxyOf = (wish: ProxyWish = {}) =>
    makeProxy(admin, 'NPM', { upstreamUrl: verdaccio.url, ...wish });
  const addressOf = (place: Place) => `${inject('gatewayUrl')}/npm/${place.path}/`;

  async function publishAll(url: string, as: string, manifests: readonly object[]) {
    for (const manifest of manifests) {
      const folder = await clientFolder(url, as);
      await writePackage(folder, { license: 'MIT', ...manifest });
      const { exitCode, output } = await runClient('npm', ['publish'], folder);
      expect(exitCode, output).toBe(0);
    }
  }

  async function install(who: InstallingClient, place: Place, ...specs: readonly string[]) {
    const folder = await who.folderOf(addressOf(place), token);
    await writePackage(folder, { name: 'empty', version: '1.0.0', private: true }, {});
    const ran = await runClient(who.client, [who.verb, ...specs], folder);
    return { folder, ...ran };
  }

  async function versionIn(folder: string, name: string): Promise<string> {
    const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  }

  function proxyFor({ client }: InstallingClient): Place {
    const place = proxies.get(client);
    if (place === undefined) throw new Error(`${client} has no proxy`);
    return place;
  }

  it.each(installers)('$client installs with all that it needs, cold and warm', async (who) => {
    const place = proxyFor(who);
    for (const round of ['cold', 'warm']) {
      // By its name alone and by a range below: what pnpm hides, the name shows.
      const { folder, exitCode, output } = await install(who, place, '@relay/tool');
      expect(exitCode, `${round}: ${output}`).toBe(0);
      expect(await versionIn(folder, '@relay/tool')).toBe('1.0.0');
      const ranged = await install(who, place, 'relay-base@~1.0.0');
      expect(ranged.exitCode, `${round}: ${ranged.output}`).toBe(0);
      expect(await versionIn(ranged.folder, 'relay-base')).toBe('1.0.0');
    }
    // The versions that were taken, and no more.
    const held = await listArtifacts({ client: admin, place });
    expect(held.map(({ version }) => version).toSorted()).toEqual(['1.0.0', '1.0.0', '1.1.0']);
  });

  it.each(installers)('$client installs from a group of ours and of theirs', async (who) => {
    const project = await makeProject(admin);
    const ours = await makeRepository(admin, 'NPM', { project });
    const own = { name: '@ours/app', version: '1.0.0', dependencies: { '@relay/tool': '^1.0.0' } };
    await publishAll(addressOf(ours), token, [own]);
    const theirs = await proxyOf({ project });
    const members = [ours.path, theirs.path];
    const group = await makeGroup(admin, 'NPM', { project, members });
    const { folder, exitCode, output } = await install(who, group, '@ours/app');
    expect(exitCode, output).toBe(0);
    expect(await versionIn(folder, '@ours/app')).toBe('1.0.0');
    const held = await listArtifacts({ client: admin, place: theirs });
    expect(held.map(({ package: { name } }) => name).toSorted()).toEqual([
      '@relay/tool',
      'relay-base',
    ]);
  });

  it('npm installs by a lock file alone, through a proxy that knows nothing yet', async () => {
    const [who] = installers;
    if (who === undefined) throw new Error('npm is the first');
    const { folder } = await install(who, proxyFor(who), '@relay/tool');
    const cold = await proxyOf();
    const lock = (await readFile(join(folder, 'package-lock.json'), 'utf8')).replaceAll(
      addressOf(proxyFor(who)),
      addressOf(cold),
    );
    const other = await clientFolder(addressOf(cold), token);
    const dependencies = { '@relay/tool': '^1.0.0' };
    await writePackage(
      other,
      { name: 'empty', version: '1.0.0', private: true, dependencies },
      {
        'package-lock.json': lock,
      },
    );
    const { exitCode, output } = await runClient('npm', ['ci'], other);
    expect(exitCode, output).toBe(0);
    expect(await versionIn(other, 'relay-base')).toBe('1.1.0');
  });

  it('npm is given what the proxy alone may read, and nothing where it may not', async () => {
    const [who] = installers;
    if (who === undefined) throw new Error('npm is the first');
    const stranger = await install(who, await proxyOf(), '@closed/tool');
    expect(stranger.exitCode, stranger.output).not.toBe(0);
    const { username: upstreamUserName, password: upstreamSecret } = verdaccio;
    const trusted = await proxyOf({ upstreamUserName, upstreamSecret });
    const { folder, exitCode, output } = await install(who, trusted, '@closed/tool');
    expect(exitCode, output).toBe(0);
    expect(await versionIn(folder, '@closed/tool')).toBe('1.0.0');
  });

  it('npm moves and removes no tag of theirs, by a proxy or by a group of it', async () => {
    const [who] = installers;
    if (who === undefined) throw new Error('npm is the first');
    const proxy = await proxyOf();
    const group = await makeGroup(admin, 'NPM', { members: [proxy.path] });
    const { output: installed, exitCode: didInstall } = await install(who, proxy, 'relay-base');
    expect(didInstall, installed).toBe(0);
    for (const place of [proxy, group]) {
      const folder = await clientFolder(addressOf(place), token);
      for (const args of [
        ['add', 'relay-base@2.0.0', 'next'],
        ['rm', 'relay-base', 'latest'],
      ]) {
        const { exitCode, output } = await runClient('npm', ['dist-tag', ...args], folder);
        expect(exitCode, output).not.toBe(0);
        expect(output).toMatch(/E403|403 Forbidden/);
      }
    }
    // npm itself sends PUT; the address takes POST as well.
    const posted = await clientWith(token).fetch(
      `/npm/${proxy.path}/-/package/relay-base/dist-tags/next`,
      { method: 'POST', body: JSON.stringify('2.0.0') },
    );
    expect(posted.status, await posted.text()).toBe(403);
  });

  // The last: nothing comes from there after this.
  it('all of them install what they had once Verdaccio is gone', async () => {
    await verdaccio[Symbol.asyncDispose]();
    for (const who of installers) {
      const { folder, exitCode, output } = await install(who, proxyFor(who), '@relay/tool');
      expect(exitCode, `${who.client}: ${output}`).toBe(0);
      expect(await versionIn(folder, '@relay/tool')).toBe('1.0.0');
    }
  });
});
