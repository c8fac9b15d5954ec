import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
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
import { importRecord } from './advisory.ts';
import { bundleOf, packTarball, publishAttested } from './attested-tarball.ts';
import { clientFolder, runClient, writePackage } from './run-npm.ts';

const name = '@bonded-e2e/attested-there';
const subject = 'pkg:npm/%40bonded-e2e/attested-there@1.0.0';
const slsa = 'https://slsa.dev/provenance/v1';
const publishType = 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1';
const withoutTuf = { NODE_OPTIONS: `--require ${join(import.meta.dirname, 'without-tuf.cjs')}` };

/** Stands in for a registry that states something of its tarballs, true or not. */
async function serveStated(statedOf: (hex: string) => readonly string[]) {
  const { manifest, archive, hex, integrity } = packTarball('stated');
  const server = createServer((request, response) => {
    const { url = '' } = request;
    const base = `http://127.0.0.1:${portOf()}`;
    if (url === '/stated') {
      const dist = {
        tarball: `${base}/stated/-/stated-1.0.0.tgz`,
        integrity,
        attestations: {
          url: 'https://registry.example.org/-/npm/v1/attestations/stated@1.0.0',
          provenance: { predicateType: slsa },
        },
      };
      const versions = { '1.0.0': { ...manifest, dist } };
      const time = { '1.0.0': '2026-01-01T00:00:00Z' };
      const tags = { latest: '1.0.0' };
      return response.end(JSON.stringify({ name: 'stated', versions, time, 'dist-tags': tags }));
    }
    if (url === '/stated/-/stated-1.0.0.tgz') return response.end(archive);
    const stated = statedOf(hex);
    if (url === '/-/npm/v1/attestations/stated@1.0.0' && stated.length > 0) {
      const attestations = stated.map((bundle) => ({ bundle: JSON.parse(bundle) as unknown }));
      return response.end(JSON.stringify({ attestations }));
    }
    if (url === '/-/npm/v1/keys') {
      const key = { keytype: 'x', scheme: 'x', key: 'AAAA', expires: null };
      return response.end(JSON.stringify({ keys: [{ ...key, keyid: 'theirs' }] }));
    }
    response.statusCode = 404;
    return response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // It listens on a port, not on a pipe.
  const portOf = () => (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${portOf()}/`, close: () => server.close() };
}

interface Dist {
  readonly attestations?: { readonly url: string; readonly provenance: object };
}

describe('what an upstream states of a tarball', () => {
  let admin: Client;
  let upstreamUrl: string;
  const opened: { readonly close: () => void }[] = [];

  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, {
      schema_version: '1.6.0',
      id: 'GHSA-bond-ed2e-0002',
      modified: '2026-01-01T00:00:00Z',
      published: '2026-01-01T00:00:00Z',
      summary: 'A record to begin with',
      affected: [{ package: { ecosystem: 'npm', name: 'bonded-nothing' }, versions: ['1.0.0'] }],
    });
    const upstream = await makeRepository(admin, 'NPM', { isPublic: true });
    const answer = await publishAttested(admin, upstream, name, subject);
    if (answer.status !== 201) throw new Error(await answer.text());
    upstreamUrl = await addressOf(admin, upstream);
  });

  afterAll(() => {
    for (const { close } of opened) close();
  });

  async function proxyOf(url: string, project?: string): Promise<Place> {
    return makeProxy(admin, 'NPM', { upstreamUrl: url, ...(project && { project }) });
  }

  async function statedProxy(statedOf: (hex: string) => readonly string[]): Promise<Place> {
    const server = await serveStated(statedOf);
    opened.push(server);
    return proxyOf(server.url);
  }

  async function distOf(place: Place, of: string): Promise<Dist> {
    const answer = await admin.fetch(`/npm/${place.path}/${of.replace('/', '%2f')}`);
    const { versions } = (await answer.json()) as { versions: Record<string, { dist: Dist }> };
    return versions['1.0.0']?.dist ?? {};
  }

  async function statedTypes(url: string): Promise<readonly string[]> {
    const answer = await admin.fetch(url);
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    const { attestations } = JSON.parse(text) as { attestations: { predicateType: string }[] };
    return attestations.map(({ predicateType }) => predicateType);
  }

  it('is had at our address through a proxy and a group, cold and warm', async () => {
    const project = await makeProject(admin);
    const proxy = await proxyOf(upstreamUrl, project);
    const group = await makeGroup(admin, 'NPM', { project, members: [proxy.repository] });
    for (const place of [group, proxy]) {
      for (const _ of ['cold', 'warm']) {
        const { attestations } = await distOf(place, name);
        expect(attestations?.provenance).toEqual({ predicateType: slsa });
        expect(attestations?.url).toContain(`/npm/${place.path}/-/npm/v1/attestations/`);
        expect(await statedTypes(attestations?.url ?? '')).toEqual([slsa]);
      }
    }
  });

  it('is read by npm, which finds it to be about what it installed', async () => {
    const proxy = await proxyOf(upstreamUrl);
    const token = await makeKey(admin, { project: proxy.project });
    const folder = await clientFolder(`${inject('gatewayUrl')}/npm/${proxy.path}/`, token);
    await writePackage(folder, { name: 'empty', version: '1.0.0', private: true }, {});
    const install = await runClient('npm', ['install', name], folder);
    expect(install.exitCode, install.output).toBe(0);
    const audit = await runClient('npm', ['audit', 'signatures'], folder, withoutTuf);
    // It gets as far as the signature of the bundle, which nobody here can make.
    expect(audit.output).toContain('1 package has an invalid attestation');
    expect(audit.output).not.toContain("doesn't match what was signed");
  });

  it('is had whole, with the keys that it is signed by', async () => {
    const proxy = await statedProxy((hex) => [
      bundleOf('pkg:npm/stated@1.0.0', hex, { predicateType: publishType, keyid: 'theirs' }),
      bundleOf('pkg:npm/stated@1.0.0', hex),
      '{"mediaType":"of another time"}',
    ]);
    const url = (await distOf(proxy, 'stated')).attestations?.url ?? '';
    expect(await statedTypes(url)).toEqual([publishType, slsa]);
    const { attestations } = await distOf(proxy, 'stated');
    expect(attestations?.provenance).toEqual({ predicateType: slsa });
    const answer = await admin.fetch(`/npm/${proxy.path}/-/npm/v1/keys`);
    const { keys } = (await answer.json()) as { keys: { keyid: string }[] };
    expect(keys.map(({ keyid }) => keyid)).toEqual([expect.stringMatching(/^SHA256:/), 'theirs']);
  });

  it('may be promised and not there: the tarball comes without it', async () => {
    const proxy = await statedProxy(() => []);
    const tarball = await admin.fetch(`/npm/${proxy.path}/stated/-/stated-1.0.0.tgz`);
    expect(tarball.status, tarball.ok ? '' : await tarball.text()).toBe(200);
    expect((await distOf(proxy, 'stated')).attestations).toBeUndefined();
    const stated = await admin.fetch(`/npm/${proxy.path}/-/npm/v1/attestations/stated@1.0.0`);
    expect(stated.status).toBe(404);
  });

  it('keeps a tarball out that it is not about, and the client is told so', async () => {
    const proxy = await statedProxy(() => [bundleOf('pkg:npm/stated@1.0.0', 'ab'.repeat(64))]);
    const token = await makeKey(admin, { project: proxy.project });
    const folder = await clientFolder(`${inject('gatewayUrl')}/npm/${proxy.path}/`, token);
    await writePackage(folder, { name: 'empty', version: '1.0.0', private: true }, {});
    const install = await runClient('npm', ['install', 'stated'], folder);
    expect(install.exitCode).not.toBe(0);
    expect(install.output).toContain('about something else than the tarball');
  });
});
