import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, makeKey, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { importRecord } from '../npm/advisory.ts';
import { nupkg, shownNupkg, snupkg } from './nupkg.ts';
import { pdbKey, portablePdb } from './portable-pdb.ts';
import { RecordedNuget } from './recorded-client.ts';

const record = {
  schema_version: '1.6.0',
  id: 'GHSA-nuge-held-0001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'Reads beyond the end in Acme.Held',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'NuGet', name: 'Acme.Held' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '1.1.0' }, { fixed: '1.3.0' }] }],
    },
  ],
};

let admin: Client;
let place: Place;
let nuget: RecordedNuget;

beforeAll(async () => {
  admin = await signIn();
  await importRecord(admin, record);
  place = await makeRepository(admin, 'NUGET');
  nuget = clientOf(await makeKey(admin, { project: place.project }));
});

function clientOf(key: string | null, at = place): RecordedNuget {
  return new RecordedNuget(`${inject('gatewayUrl')}/nuget/${at.path}/v3/index.json`, key);
}

async function publish(id: string, ...versions: readonly string[]): Promise<void> {
  for (const version of versions) {
    const { status, printed } = await nuget.push(await nupkg(id, version));
    expect(status, printed).toBe(201);
  }
}

describe('NuGet v3, by recorded requests', () => {
  it('restores what was pushed, whatever the case and the spelling of the version', async () => {
    await publish('Acme.Tool', '1.0', '1.10.0-Beta.1', '1.2.0.0');
    const bytes = await nupkg('Acme.Tool', '1.2.0.0');
    const restored = await nuget.restore('ACME.Tool', (version) => version === '1.2.0');
    expect(restored.body.equals(bytes)).toBe(true);
    expect(await nuget.listed('Acme.Tool')).toEqual(['1.0.0', '1.2.0', '1.10.0-Beta.1']);
    const base = await nuget.resource('PackageBaseAddress/3.0.0');
    const nuspec = await nuget.ask(`${base}acme.tool/1.0.0/acme.tool.nuspec`);
    expect(nuspec.body.toString()).toContain('<version>1.0</version>');
    const found = await nuget.search('acme.tool');
    expect(found).toMatchObject([{ id: 'Acme.Tool', version: '1.2.0' }]);
    const complete = await nuget.resource('SearchAutocompleteService/3.0.0-beta');
    expect(await nuget.json(`${complete}?q=acme.t`)).toMatchObject({ data: ['Acme.Tool'] });
    expect(await nuget.json(`${complete}?id=Acme.Tool`)).toMatchObject({
      data: ['1.0.0', '1.2.0'],
    });
  });

  it('takes the same bytes again and refuses others, by a form and by the body alone', async () => {
    const again = await nupkg('Acme.Again', '1.0.0');
    expect((await nuget.push(again)).status).toBe(201);
    expect((await nuget.push(again)).status).toBe(200);
    const other = await nuget.push(await nupkg('acme.again', '1.0', 'other'));
    expect(other.status).toBe(409);
    expect(other.printed).toContain('exists already with other bytes');
    const raw = await admin.fetch(`/nuget/${place.path}/v3/package`, {
      method: 'PUT',
      body: await nupkg('Acme.Raw', '1.0.0'),
    });
    expect(raw.status).toBe(201);
    expect((await nuget.push(Buffer.from('no zip'))).status).toBe(400);
  });

  it('holds a vulnerable version: chosen by nobody, refused with its receipt', async () => {
    await publish('Acme.Held', '1.0.0', '1.2.0');
    expect(await nuget.listed('Acme.Held')).toEqual(['1.0.0']);
    expect(await nuget.search('acme.held')).toMatchObject([{ version: '1.0.0' }]);
    const refused = await nuget.restore('Acme.Held', (version) => version === '1.2.0');
    expect(refused.status).toBe(403);
    expect(refused.printed).toContain('GHSA-nuge-held-0001');
    expect(refused.printed).toMatch(/warn : .*BD-[2-9A-Z]{6,}.*\/decisions\/BD-/);
    expect(refused.printed).toMatch(/error: .* 403 \(.*BD-[2-9A-Z]{6,}/);

    const number = /BD-[2-9A-Z]{6,}/.exec(refused.printed)?.[0];
    const { decision } = await admin.graphql<{ decision: { artifact: { id: string } } }>(
      'query ($n: String!) { decision(number: $n) { artifact { id } } }',
      { n: number },
    );
    await admin.graphql(
      'mutation ($input: ReleaseArtifactInput!) { releaseArtifact(input: $input) { artifact { id } } }',
      { input: { id: decision.artifact.id, note: 'Only used in our own tests.' } },
    );
    expect(await nuget.listed('Acme.Held')).toEqual(['1.0.0', '1.2.0']);
    expect((await nuget.restore('Acme.Held', (version) => version === '1.2.0')).status).toBe(200);
  });

  it('gives debuggers the symbols that were pushed, by the signature of the build', async () => {
    const pdb = portablePdb('5b2f0a4c-1122-3344-5566-778899aabbcc');
    const key = pdbKey('5b2f0a4c-1122-3344-5566-778899aabbcc');
    const symbols = await snupkg('Acme.Symbols', '1.0.0', pdb);
    expect((await nuget.pushSymbols(symbols)).status).toBe(404);
    await publish('Acme.Symbols', '1.0.0');
    expect((await nuget.pushSymbols(symbols)).status).toBe(201);
    expect((await nuget.pushSymbols(symbols)).status).toBe(200);

    const server = `${inject('gatewayUrl')}/nuget/${place.path}/v3/symbols`;
    const found = await nuget.ask(`${server}/Acme.Symbols.pdb/${key}/Acme.Symbols.pdb`);
    expect(found.body.equals(pdb)).toBe(true);
    const base = await nuget.resource('PackageBaseAddress/3.0.0');
    const whole = await nuget.ask(`${base}acme.symbols/1.0.0/acme.symbols.1.0.0.snupkg`);
    expect(whole.body.equals(symbols)).toBe(true);
    expect((await nuget.restore('Acme.Symbols', () => true)).status).toBe(200);
    expect((await nuget.ask(`${server}/a.pdb/${'0'.repeat(40)}/a.pdb`)).status).toBe(404);
    const path = `${server}/acme.symbols.pdb/${key}/acme.symbols.pdb`;
    expect((await clientOf(null).ask(path)).status).toBe(401);

    const other = await snupkg(
      'Acme.Symbols',
      '1.0.0',
      portablePdb('00000000-0000-0000-0000-000000000001'),
    );
    expect((await nuget.pushSymbols(other)).status).toBe(409);
    await publish('Acme.Windows', '1.0.0');
    const windows = await snupkg('Acme.Windows', '1.0.0', Buffer.from('Microsoft C/C++ MSF 7.00'));
    expect((await nuget.pushSymbols(windows)).printed).toContain('not a portable PDB');
    const plain = await nuget.pushSymbols(await nupkg('Acme.Windows', '1.0.0'));
    expect(plain.status).toBe(400);
  });

  it('shows readme, icon and licence without the package', async () => {
    expect((await nuget.push(await shownNupkg('Acme.Shown', '1.0.0'))).status).toBe(201);
    const readme = await nuget.readme('Acme.Shown', '1.0.0');
    expect(readme.body.toString()).toBe('# Acme');
    const [found] = await nuget.search('acme.shown');
    const icon = await nuget.ask(found?.iconUrl ?? '');
    expect(icon.body.subarray(1, 4).toString()).toBe('PNG');
    await publish('Acme.Plain', '1.0.0');
    expect((await nuget.readme('Acme.Plain', '1.0.0')).status).toBe(404);
  });

  it('tells restore what is known against packages, its own and those of others', async () => {
    await expect
      .poll(() => nuget.vulnerabilities().catch(String), { timeout: 20_000 })
      .toMatchObject({
        'acme.held': [{ severity: 3, versions: '[1.1.0,1.3.0)' }],
      });
    await publish('Acme.Held', '1.2.5');
    const base = await nuget.resource('RegistrationsBaseUrl/3.6.0');
    const index = await nuget.json<object>(`${base}acme.held/index.json`);
    expect(JSON.stringify(index)).toMatch(
      /"vulnerabilities":\[\{"advisoryUrl":"[^"]+","severity":"3"/,
    );
  });

  it('fills a page of a search with what the question allows', async () => {
    await publish('Page.A', '1.0.0-rc.1');
    await publish('Page.B', '1.0.0');
    await publish('Page.C', '1.0.0');
    const ids = async (skip: number) =>
      (await nuget.search('page.', { skip, take: 1 })).map(({ id }) => id);
    expect([await ids(0), await ids(1), await ids(2)]).toEqual([['Page.B'], ['Page.C'], []]);
  });

  it('unlists what a client deletes, leaves it to who pinned it, and relists it', async () => {
    await publish('Acme.Listed', '1.0.0', '1.1.0');
    expect((await nuget.setListed('Acme.Listed', '1.1.0', false)).status).toBe(204);
    expect(await nuget.listed('Acme.Listed')).toEqual(['1.0.0']);
    expect((await nuget.restore('Acme.Listed', (version) => version === '1.1.0')).status).toBe(200);
    expect((await nuget.setListed('Acme.Listed', '1.1.0', true)).status).toBe(200);
    expect(await nuget.listed('Acme.Listed')).toEqual(['1.0.0', '1.1.0']);
    expect((await nuget.setListed('Acme.Listed', '7.0.0', false)).status).toBe(404);
  });

  it('lets nobody in without a right, and asks for credentials as clients need', async () => {
    await publish('Acme.Private', '1.0.0');
    const bytes = await nupkg('Acme.Private', '1.1.0');
    const elsewhere = await makeRepository(admin, 'NUGET');
    const anonymous = clientOf(null);
    await expect(anonymous.listed('Acme.Private')).rejects.toThrow('401');
    await expect(clientOf('bnd_wrong').listed('Acme.Private')).rejects.toThrow('401');
    const stranger = clientOf(await makeKey(admin, { project: elsewhere.project }));
    await expect(stranger.listed('Acme.Private')).rejects.toThrow('404');
    const reader = clientOf(
      await makeKey(admin, {
        project: place.project,
        actions: ['repository:read', 'artifact:read', 'artifact:download'],
      }),
    );
    expect(await reader.listed('Acme.Private')).toEqual(['1.0.0']);
    expect((await reader.push(bytes)).status).toBe(403);
    expect((await reader.setListed('Acme.Private', '1.0.0', false)).status).toBe(403);
    const open = await makeRepository(admin, 'NUGET', { isPublic: true });
    const everybody = clientOf(null, open);
    expect((await everybody.push(bytes)).status).toBe(401);
    expect(await everybody.search('acme')).toEqual([]);
  });
});
