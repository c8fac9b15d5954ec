import { spawnSync } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
import { type CrateSource, type Desk, openDesk, writeCrate } from './run-cargo.ts';

const isInstalled = spawnSync('cargo', ['--version']).status === 0;
const skips = !isInstalled && process.env['CI'] !== 'true';

/** About nothing that is published here: without any advisory, no scan says that it is enough. */
const record = {
  schema_version: '1.6.0',
  id: 'RUSTSEC-2099-0002',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [{ package: { ecosystem: 'crates.io', name: 'bonded-nothing' }, versions: ['1.0.0'] }],
};

describe.skipIf(skips)('cargo, through proxies and groups', () => {
  let admin: Client;
  let key: string;
  let upstream: Place;

  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, record);
    key = await makeKey(admin);
    upstream = await makeRepository(admin, 'CARGO', { isPublic: true });
  });

  const deskAt = async (place: Place): Promise<Desk> =>
    openDesk(await addressOf(admin, place), key);

  async function publish(place: Place, source: CrateSource): Promise<void> {
    const args = ['publish', '--registry', 'bonded', '--no-verify', '--allow-dirty'];
    const { exitCode, output } = await (await deskAt(place)).run(args, await writeCrate(source));
    expect(exitCode, output).toBe(0);
  }

  const consumer = (dependencies: string) =>
    writeCrate({ name: 'consumer', version: '0.0.0', dependencies, code: '' });

  const versionsOf = async (folder: string) =>
    [
      ...(await readFile(join(folder, 'Cargo.lock'), 'utf8')).matchAll(
        /name = "(relay[^"]*)"\nversion = "([^"]+)"/g,
      ),
    ].map(([, name, version]) => `${name} ${version}`);

  async function versionsIn(place: Place): Promise<readonly string[]> {
    const { artifacts } = await admin.graphql<{ artifacts: { nodes: { version: string }[] } }>(
      `query ($p: String!, $r: String!) {
        artifacts(first: 100, filter: { project: $p, repository: $r }) { nodes { version } }
      }`,
      { p: place.project, r: place.repository },
    );
    return artifacts.nodes.map(({ version }) => version).toSorted();
  }

  const lineOf = async (place: Place, path: string) =>
    (await admin.fetch(`/cargo/${place.path}/${path}`)).text();

  it('builds from what upstream has with all that it needs, cold and warm', async () => {
    await publish(upstream, { name: 'relay-base', version: '1.0.0' });
    await publish(upstream, { name: 'relay-base', version: '1.2.0' });
    await publish(upstream, {
      name: 'relay_top',
      version: '0.3.0',
      dependencies: 'base = { package = "relay-base", version = "1", registry = "bonded" }',
      code: 'pub fn twice() -> u8 { base::answer() * 2 }\n',
    });
    const proxy = await makeProxy(admin, 'CARGO', {
      upstreamUrl: await addressOf(admin, upstream),
    });
    const before = await lineOf(proxy, 're/la/relay_top');
    for (const round of ['cold', 'warm']) {
      const folder = await consumer('relay_top = { version = "0.3", registry = "bonded" }');
      const { exitCode, output } = await (await deskAt(proxy)).run(['build'], folder);
      expect(exitCode, `${round}: ${output}`).toBe(0);
      expect(await versionsOf(folder)).toEqual(['relay-base 1.2.0', 'relay_top 0.3.0']);
    }
    // What nobody took was not fetched; what was is told as before: what it needs is here as well.
    expect(await versionsIn(proxy)).toEqual(['0.3.0', '1.2.0']);
    expect(await lineOf(proxy, 're/la/relay_top')).toBe(before);
    expect(before).toContain('"registry":null');
  });

  it('stands in for the public registry, by a source that is replaced', async () => {
    await publish(upstream, { name: 'relay-plain', version: '1.0.0' });
    const proxy = await makeProxy(admin, 'CARGO', {
      upstreamUrl: await addressOf(admin, upstream),
    });
    const desk = await deskAt(proxy);
    const replaced = '\n[source.crates-io]\nreplace-with = "bonded"\n';
    await appendFile(join(desk.home, 'config.toml'), replaced);
    const folder = await consumer('relay-plain = "1"');
    const { exitCode, output } = await desk.run(['build'], folder);
    expect(exitCode, output).toBe(0);
    expect(await versionsOf(folder)).toEqual(['relay-plain 1.0.0']);
  });

  it('builds from a group of what is ours and what is not', async () => {
    const project = await makeProject(admin);
    const ours = await makeRepository(admin, 'CARGO', { project });
    await publish(upstream, { name: 'relay-public', version: '1.0.0' });
    await publish(upstream, { name: 'relay-ours', version: '9.0.0' });
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'CARGO', { project, upstreamUrl });
    const group = await makeGroup(admin, 'CARGO', { project, members: [ours.path, proxy.path] });
    await publish(ours, { name: 'relay-ours', version: '1.0.0' });
    const folder = await consumer(
      'relay-ours = { version = "*", registry = "bonded" }\n' +
        'relay-public = { version = "1", registry = "bonded" }',
    );
    const { exitCode, output } = await (await deskAt(group)).run(['build'], folder);
    expect(exitCode, output).toBe(0);
    // D5.1: whatever a stranger publishes by our name, in whichever spelling.
    expect(await versionsOf(folder)).toEqual(['relay-ours 1.0.0', 'relay-public 1.0.0']);
    expect(await lineOf(group, 're/la/relay_ours')).not.toContain('9.0.0');
  });

  describe('where upstream is a stand-in that says what it is told to say', () => {
    const pages = new Map<string, string | Buffer>();
    let server: Server;
    let url: string;

    beforeAll(async () => {
      server = createServer((request, response) => {
        const page = pages.get(request.url ?? '');
        response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/plain' });
        response.end(page ?? 'There is nothing here.');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      // A server that listens on a port has such an address.
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    });

    afterAll(() => {
      server.close();
      server.closeAllConnections();
    });

    const tell = (name: string, line: object) => {
      pages.set('/config.json', JSON.stringify({ dl: `${url}{crate}-{version}.crate` }));
      const full = { name, vers: '1.0.0', deps: [], features: {}, yanked: false, ...line };
      pages.set(`/re/la/${name}`, `${JSON.stringify(full)}\n`);
    };

    it('gives nothing of a crate that is not what the index says, and says so', async () => {
      tell('relay-liar', { cksum: 'a'.repeat(64) });
      pages.set('/relay-liar-1.0.0.crate', 'no such bytes');
      const proxy = await makeProxy(admin, 'CARGO', { upstreamUrl: url });
      const folder = await consumer('relay-liar = { version = "1", registry = "bonded" }');
      const { exitCode, output } = await (await deskAt(proxy)).run(['fetch'], folder);
      expect(exitCode).not.toBe(0);
      expect(output).toContain('503');
      expect(output).toContain('not what its index says');
      expect(await versionsIn(proxy)).toEqual([]);
    });

    it('asks cargo to come back where upstream shows the page of a failure', async () => {
      pages.set('/re/la/relay-down', '<html>Down for maintenance</html>');
      const proxy = await makeProxy(admin, 'CARGO', { upstreamUrl: url });
      const folder = await consumer('relay-down = { version = "1", registry = "bonded" }');
      const { exitCode, output } = await (await deskAt(proxy)).run(['fetch'], folder);
      expect(exitCode).not.toBe(0);
      expect(output).toContain('503');
      const absent = await consumer('relay-absent = { version = "1", registry = "bonded" }');
      const missing = await (await deskAt(proxy)).run(['fetch'], absent);
      expect(missing.output).toContain('no matching package named `relay-absent` found');
    });
  });
});
