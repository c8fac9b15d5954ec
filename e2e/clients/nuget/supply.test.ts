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
import { nupkg, shownNupkg } from './nupkg.ts';
import { RecordedNuget } from './recorded-client.ts';
import { StaticSource } from './static-source.ts';

/** About nothing that is published here: without any advisory, no scan says that it is enough. */
const record = {
  schema_version: '1.6.0',
  id: 'GHSA-nuge-supp-0001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [{ package: { ecosystem: 'NuGet', name: 'Bonded.Nothing' }, versions: ['1.0.0'] }],
};

let admin: Client;
let key: string;
let upstream: Place;
let source: StaticSource;

beforeAll(async () => {
  admin = await signIn();
  await importRecord(admin, record);
  key = await makeKey(admin);
  upstream = await makeRepository(admin, 'NUGET', { isPublic: true });
  source = await StaticSource.start();
});

afterAll(() => source.close());

async function clientOf(place: Place, as = key): Promise<RecordedNuget> {
  return new RecordedNuget(await addressOf(admin, place), as);
}

async function publish(place: Place, archive: Buffer): Promise<void> {
  const { status, printed } = await (await clientOf(place)).push(archive);
  expect(status, printed).toBe(201);
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

const isAny = () => true;

describe('NuGet v3 through proxies and groups, by recorded requests', () => {
  it('restores what upstream has, cold and warm, and keeps no more than that', async () => {
    const bytes = await nupkg('Acme.Far', '1.2.0.0');
    await publish(upstream, bytes);
    await publish(upstream, await nupkg('Acme.Far', '2.0.0-Beta.1'));
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'NUGET', { upstreamUrl });
    for (const round of ['cold', 'warm']) {
      const nuget = await clientOf(proxy);
      expect(await nuget.listed('ACME.far'), round).toEqual(['1.2.0', '2.0.0-Beta.1']);
      const restored = await nuget.restore('Acme.Far', isAny);
      expect(restored.status, restored.printed).toBe(200);
      expect(restored.body.equals(bytes), round).toBe(true);
    }
    expect(await held(proxy)).toEqual(['1.2.0']);
    const nuget = await clientOf(proxy);
    expect(await nuget.search('acme.far')).toMatchObject([{ id: 'Acme.Far', version: '1.2.0' }]);
    expect(await nuget.search('acme.never')).toEqual([]);
  });

  it('shows the texts of a package that nobody fetched yet', async () => {
    await publish(upstream, await shownNupkg('Acme.FarShown', '1.0.0'));
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'NUGET', { upstreamUrl });
    const nuget = await clientOf(proxy);
    const base = await nuget.resource('PackageBaseAddress/3.0.0');
    const manifest = await nuget.ask(`${base}acme.farshown/1.0.0/acme.farshown.nuspec`);
    expect(manifest.body.toString(), manifest.printed).toContain('<id>Acme.FarShown</id>');
    const readme = await nuget.readme('Acme.FarShown', '1.0.0');
    expect(readme.body.toString(), readme.printed).toBe('# Acme');
    const cold = await clientOf(await makeProxy(admin, 'NUGET', { upstreamUrl }));
    const first = await cold.readme('Acme.FarShown', '1.0.0');
    expect(first.body.toString(), first.printed).toBe('# Acme');
  });

  it('reads a source of plain files, with its pages apart', async () => {
    const bytes = await nupkg('Acme.Static', '1.0');
    source.shelve(
      'Acme.Static',
      { version: '1.0.0', nupkg: bytes, said: { published: '2020-02-03T04:05:06Z' } },
      { version: '1.1.0', nupkg: bytes, said: { published: '1900-01-01T00:00:00Z' } },
    );
    const proxy = await makeProxy(admin, 'NUGET', { upstreamUrl: source.url });
    const nuget = await clientOf(proxy);
    expect(await nuget.listed('Acme.Static')).toEqual(['1.0.0']);
    const restored = await nuget.restore('Acme.Static', isAny);
    expect(restored.body.equals(bytes), restored.printed).toBe(true);
    await expect(nuget.restore('Acme.Nowhere', isAny)).rejects.toThrow(' 404 ');
  });

  it('keeps nothing of an upstream whose archive is not what its registration says', async () => {
    const page = Buffer.from('<!doctype html><title>Sign in</title>');
    source.shelve('Acme.Lies', { version: '1.0.0', nupkg: await nupkg('Acme.Lies', '6.6.6') });
    source.shelve('Acme.Other', { version: '1.0.0', nupkg: await nupkg('Acme.Else', '1.0.0') });
    source.shelve('Acme.Page', { version: '1.0.0', nupkg: page });
    const proxy = await makeProxy(admin, 'NUGET', { upstreamUrl: source.url });
    const nuget = await clientOf(proxy);
    for (const [id, words] of [
      ['Acme.Lies', 'acme.lies@1.0.0, but the archive is acme.lies@6.6.6'],
      ['Acme.Other', 'acme.other@1.0.0, but the archive is acme.else@1.0.0'],
      ['Acme.Page', 'What upstream sent is refused'],
    ] as const) {
      const refused = await nuget.restore(id, isAny);
      expect(refused.status).toBe(403);
      expect(refused.printed).toContain(words);
    }
    expect(await held(proxy)).toEqual([]);
  });

  it('an error page in the place of a document is told as a fault that may pass', async () => {
    source.documents.set(
      '/broken/index.json',
      Buffer.from('<!doctype html><title>Maintenance</title>'),
    );
    const upstreamUrl = source.url.replace('/feed/', '/broken/');
    const nuget = await clientOf(await makeProxy(admin, 'NUGET', { upstreamUrl }));
    const base = await nuget.resource('PackageBaseAddress/3.0.0');
    const answer = await nuget.ask(`${base}acme.static/index.json`);
    expect(answer.status).toBe(503);
    expect(answer.printed).toMatch(/warn : .*no JSON.*503 \(/s);
  });

  it('shows a group as one source, and asks nobody else for a name that is ours', async () => {
    const project = await makeProject(admin);
    const ours = await makeRepository(admin, 'NUGET', { project });
    await publish(ours, await nupkg('Acme.Ours', '1.0.0'));
    await publish(upstream, await nupkg('Acme.Ours', '9.0.0'));
    await publish(upstream, await nupkg('Acme.Theirs', '1.0.0'));
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'NUGET', { project, upstreamUrl });
    const group = await makeGroup(admin, 'NUGET', { project, members: [ours.path, proxy.path] });
    const nuget = await clientOf(group);
    expect(await nuget.listed('acme.ours')).toEqual(['1.0.0']);
    expect((await nuget.restore('Acme.Theirs', isAny)).status).toBe(200);
    const found = await nuget.search('acme');
    expect(found.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'Acme.Ours 1.0.0',
      'Acme.Theirs 1.0.0',
    ]);
    const complete = await nuget.resource('SearchAutocompleteService/3.0.0-beta');
    expect(await nuget.json(`${complete}?q=acme`)).toMatchObject({
      data: ['Acme.Ours', 'Acme.Theirs'],
    });
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const far = await makeGroup(admin, 'NUGET', { members: [ours.path, upstream.path] });
    const reader = await makeKey(admin, { project: far.project, actions });
    const seen = await (await clientOf(far, reader)).search('acme.ours');
    // As the one has it that anybody may read: the other is not theirs to see.
    expect(seen).toMatchObject([{ id: 'Acme.Ours', version: '9.0.0' }]);
  });
});
