import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { importRecord } from '../npm/advisory.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { type Release, writeSdist, writeWheel } from './distributions.ts';
import { hasPythonClients, PythonDesk } from './run-python.ts';

const record = {
  schema_version: '1.6.0',
  id: 'PYSEC-2026-9001',
  aliases: ['CVE-2026-90001'],
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'Runs what it reads in bonded-held',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'PyPI', name: 'bonded-held' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '1.1' }, { fixed: '1.2' }] }],
    },
  ],
};

interface KnownArtifact {
  readonly id: string;
  readonly version: string;
  readonly state: string;
}

describe.skipIf(!(await hasPythonClients()))('pip, twine and uv, with the real clients', () => {
  let admin: Client;
  let place: Place;
  let key: string;

  beforeAll(async () => {
    admin = await signIn();
    await importRecord(admin, record);
    place = await makeRepository(admin, 'PYPI');
    key = await makeKey(admin, { project: place.project });
  });

  const addressOf = (at = place) => `${inject('gatewayUrl')}/pypi/${at.path}/`;
  const indexAs = (as: string | null, at = place) => PythonDesk.as(as, `${addressOf(at)}simple/`);

  async function publish(desk: PythonDesk, ...releases: readonly Release[]): Promise<void> {
    const files: string[] = [];
    for (const release of releases) files.push(await writeWheel(desk.folder, release));
    const { exitCode, output } = await desk.twineUpload(addressOf(), key, ...files);
    expect(exitCode, output).toBe(0);
  }

  async function installed(desk: PythonDesk, module: string): Promise<string> {
    const text = await readFile(join(desk.target, module, '__init__.py'), 'utf8');
    return /"(.*)"/.exec(text)?.[1] ?? '';
  }

  async function find(name: string, version: string): Promise<KnownArtifact> {
    const { artifacts } = await admin.graphql<{
      artifacts: { nodes: (KnownArtifact & { package: { name: string } })[] };
    }>(
      `query ($p: String!, $r: String!) {
        artifacts(first: 100, filter: { project: $p, repository: $r }) {
          nodes { id version state package { name } }
        }
      }`,
      { p: place.project, r: place.repository },
    );
    const found = artifacts.nodes.find(
      (each) => each.package.name === name && each.version === version,
    );
    if (found === undefined) throw new Error(`there is no ${name} ${version}`);
    return found;
  }

  const yank = (id: string, isYanked: boolean, reason = '') =>
    admin.graphql(
      'mutation ($input: YankArtifactInput!) { yankArtifact(input: $input) { artifact { id } } }',
      { input: { id, isYanked, reason } },
    );

  it('takes a wheel and its source as one release, and installs what it needs', async () => {
    const desk = await PythonDesk.create();
    await publish(
      desk,
      { name: 'bonded-base', version: '1.0' },
      { name: 'bonded-base', version: '1.5' },
      { name: 'bonded-base', version: '2.0' },
    );
    const tool = { name: 'Bonded.Tool', version: '1.0', requires: ['bonded_base>=1,<2'] };
    const files = [await writeWheel(desk.folder, tool), await writeSdist(desk.folder, tool)];
    const uploaded = await desk.twineUpload(addressOf(), key, ...files);
    expect(uploaded.exitCode, uploaded.output).toBe(0);
    const { exitCode, output } = await desk.pipInstall(indexAs(key), 'bonded-tool');
    expect(exitCode, output).toBe(0);
    // PEP 658: the metadata was enough to resolve.
    expect(output).toContain('bonded_tool-1.0-py3-none-any.whl.metadata');
    expect(await installed(desk, 'bonded_tool')).toBe('1.0');
    expect(await installed(desk, 'bonded_base')).toBe('1.5');
    const again = await PythonDesk.create();
    const byUv = await again.uvInstall(indexAs(key), 'bonded-tool');
    expect(byUv.exitCode, byUv.output).toBe(0);
    expect(await installed(again, 'bonded_base')).toBe('1.5');
  });

  it('takes the same file again in peace, and refuses another of its name', async () => {
    const desk = await PythonDesk.create();
    const release = { name: 'bonded-again', version: '1.0' };
    await publish(desk, release);
    await publish(desk, release);
    const other = await writeWheel(desk.folder, { ...release, files: { 'x.py': 'x = 1\n' } });
    const refused = await desk.twineUpload(addressOf(), key, other);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('File already exists');
    const checked = await desk.uvPublish(addressOf(), key, other);
    expect(checked.exitCode).not.toBe(0);
    expect(checked.output).toContain('already exists');
  });

  it('never gives a deleted file name out again', async () => {
    const desk = await PythonDesk.create();
    const release = { name: 'bonded-burned', version: '1.0' };
    await publish(desk, release);
    const { id } = await find('bonded-burned', '1.0');
    await admin.graphql(
      'mutation ($input: DeleteArtifactInput!) { deleteArtifact(input: $input) { deletedId } }',
      { input: { id } },
    );
    const again = await desk.twineUpload(addressOf(), key, await writeWheel(desk.folder, release));
    expect(again.exitCode).not.toBe(0);
    expect(again.output).toContain('never given out twice');
  });

  it('passes a yanked release over unless it is pinned, and says the reason', async () => {
    const desk = await PythonDesk.create();
    await publish(
      desk,
      { name: 'bonded-yank', version: '1.0' },
      { name: 'bonded-yank', version: '1.1' },
    );
    const { id } = await find('bonded-yank', '1.1');
    await yank(id, true, 'breaks on Tuesdays');
    const ranged = await desk.pipInstall(indexAs(key), 'bonded-yank>=1');
    expect(ranged.exitCode, ranged.output).toBe(0);
    expect(await installed(desk, 'bonded_yank')).toBe('1.0');
    const pinned = await desk.pipInstall(indexAs(key), 'bonded-yank==1.1');
    expect(pinned.exitCode, pinned.output).toBe(0);
    expect(pinned.output).toContain('breaks on Tuesdays');
    expect(await installed(desk, 'bonded_yank')).toBe('1.1');
    await yank(id, false);
    const back = await (await PythonDesk.create()).pipInstall(indexAs(key), 'bonded-yank');
    expect(back.output).toContain('bonded_yank-1.1');
  });

  it('holds a known-vulnerable version, and says why in pip and uv', async () => {
    const desk = await PythonDesk.create();
    const name = 'bonded-held';
    await publish(desk, { name, version: '1.0' }, { name, version: '1.1' });
    const ranged = await desk.pipInstall(indexAs(key), 'bonded-held');
    expect(ranged.exitCode, ranged.output).toBe(0);
    expect(await installed(desk, 'bonded_held')).toBe('1.0');
    for (const refused of [
      await desk.pipInstall(indexAs(key), 'bonded-held==1.1'),
      await desk.uvInstall(indexAs(key), 'bonded-held==1.1'),
      await desk.uvInstall(indexAs(key), 'bonded-held>1.0'),
    ]) {
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toMatch(/blocked by Bonded \(BD-[2-9A-Z]{6,}\)/);
      expect(refused.output).toContain('PYSEC-2026-9001');
      expect(refused.output).toContain('/decisions/BD-');
    }
    const { id } = await find(name, '1.1');
    await admin.graphql(
      'mutation ($input: ReleaseArtifactInput!) { releaseArtifact(input: $input) { artifact { state } } }',
      { input: { id, note: 'Only used in our own tests.' } },
    );
    const letOut = await desk.pipInstall(indexAs(key), 'bonded-held==1.1');
    expect(letOut.exitCode, letOut.output).toBe(0);
    expect(await installed(desk, 'bonded_held')).toBe('1.1');
  });

  it('takes what uv publishes, and skips what it finds there', async () => {
    const desk = await PythonDesk.create();
    const release = { name: 'bonded-uv', version: '3.0' };
    const files = [await writeWheel(desk.folder, release), await writeSdist(desk.folder, release)];
    const first = await desk.uvPublish(addressOf(), key, ...files);
    expect(first.exitCode, first.output).toBe(0);
    const check = ['--check-url', indexAs(key)];
    const second = await desk.uvPublish(addressOf(), key, ...check, ...files);
    expect(second.exitCode, second.output).toBe(0);
    expect(second.output).toContain('already exists');
    const { exitCode, output } = await desk.uvInstall(indexAs(key), 'bonded-uv');
    expect(exitCode, output).toBe(0);
    expect(await installed(desk, 'bonded_uv')).toBe('3.0');
  });

  it('goes on where a broken download ended', async () => {
    const desk = await PythonDesk.create();
    const noise = randomBytes(200_000).toString('hex');
    await publish(desk, { name: 'bonded-large', version: '1.0', files: { 'noise.txt': noise } });
    const proxy = await startCuttingProxy('.whl');
    const resumes = ['--proxy', proxy.url, '--resume-retries', '3'];
    const { exitCode, output } = await desk.pipInstall(indexAs(key), 'bonded-large', ...resumes);
    proxy.close();
    expect(exitCode, output).toBe(0);
    expect(proxy.ranges[0]).toBeNull();
    expect(proxy.ranges.at(-1)).toMatch(/^bytes=\d+-$/);
    expect(await readFile(join(desk.target, 'noise.txt'), 'utf8')).toBe(noise);
  });

  it('lets nobody in without a key, with a wrong one or a stranger’s', async () => {
    const desk = await PythonDesk.create();
    const wheel = await writeWheel(desk.folder, { name: 'bonded-secret', version: '1.0' });
    await publish(desk, { name: 'bonded-secret', version: '1.0' });
    const elsewhere = await makeRepository(admin, 'PYPI');
    const foreign = await makeKey(admin, { project: elsewhere.project });
    const wrong = `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`;
    for (const as of [null, wrong, foreign]) {
      const pip = await desk.pipInstall(indexAs(as), '--no-input', 'bonded-secret');
      expect(pip.exitCode, pip.output).not.toBe(0);
      const uv = await desk.uvInstall(indexAs(as), 'bonded-secret');
      expect(uv.exitCode, uv.output).not.toBe(0);
      expect(pip.output + uv.output).not.toContain('bonded_secret-1.0');
      const twine = await desk.twineUpload(addressOf(), as ?? 'none', wheel);
      expect(twine.exitCode, twine.output).not.toBe(0);
      expect(twine.output).toMatch(/\b40[134]\b/);
    }
  });

  it('lets a reader install and not publish, and everybody read what is public', async () => {
    const desk = await PythonDesk.create();
    await publish(desk, { name: 'bonded-read', version: '1.0' });
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const reader = await makeKey(admin, { project: place.project, actions });
    const { exitCode, output } = await desk.pipInstall(indexAs(reader), 'bonded-read');
    expect(exitCode, output).toBe(0);
    const wheel = await writeWheel(desk.folder, { name: 'bonded-read', version: '2.0' });
    for (const refused of [
      await desk.twineUpload(addressOf(), reader, wheel),
      await desk.uvPublish(addressOf(), reader, wheel),
    ]) {
      expect(refused.exitCode, refused.output).not.toBe(0);
      expect(refused.output).toContain('403');
    }
    const open = await makeRepository(admin, 'PYPI', { isPublic: true });
    const pushed = await desk.twineUpload(addressOf(open), await makeKey(admin), wheel);
    expect(pushed.exitCode, pushed.output).toBe(0);
    const anybody = await desk.pipInstall(indexAs(null, open), 'bonded-read==2.0');
    expect(anybody.exitCode, anybody.output).toBe(0);
  });

  it('tells by the JSON API what is known against a release', async () => {
    const desk = await PythonDesk.create();
    await publish(desk, { name: 'bonded-held', version: '1.1.5' });
    await publish(desk, { name: 'bonded-held', version: '1.2.5' });
    const known = async (path: string) => {
      const answer = await clientWith(key).fetch(`/pypi/${place.path}/pypi/${path}/json`);
      return ((await answer.json()) as { vulnerabilities: object[] }).vulnerabilities;
    };
    expect(await known('bonded-held/1.1.5')).toMatchObject([
      { id: record.id, aliases: record.aliases, fixed_in: ['1.2'], source: 'osv' },
    ]);
    expect(await known('bonded-held/1.2.5')).toEqual([]);
    expect(await known('bonded-held')).toEqual([]);
  });

  it('is cached by what it is: one entity tag a form, 304 for who has it', async () => {
    const desk = await PythonDesk.create();
    await publish(desk, { name: 'bonded-tagged', version: '1.0' });
    const reader = clientWith(key);
    const path = `/pypi/${place.path}/simple/bonded-tagged/`;
    for (const accept of ['application/vnd.pypi.simple.v1+json', 'text/html']) {
      const first = await reader.fetch(path, { headers: { accept } });
      expect(first.headers.get('content-type')).toContain(accept);
      expect(first.headers.get('vary')).toContain('Accept');
      const tag = first.headers.get('etag') ?? '';
      const second = await reader.fetch(path, { headers: { accept, 'if-none-match': tag } });
      expect(second.status).toBe(304);
      expect(second.headers.get('vary')).toContain('Accept');
    }
    const none = await reader.fetch(path, { headers: { accept: 'image/png' } });
    expect(none.status).toBe(406);
    const redirect = { redirect: 'manual' } as const;
    const moved = await reader.fetch(`/pypi/${place.path}/simple/Bonded_Tagged`, redirect);
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe(`${inject('gatewayUrl')}${path}`);
    const written = await reader.fetch(path, { method: 'POST', body: 'x' });
    expect(written.status).toBe(405);
  });
});
