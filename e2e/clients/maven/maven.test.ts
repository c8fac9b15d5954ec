import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { packZip } from '../../contract/archives.ts';
import {
  type Client,
  clientWith,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { uploadWhole } from '../../stack/upload-whole.ts';
import { importRecord } from '../npm/advisory.ts';
import { greetPlugin } from './greet-plugin.ts';
import { call, type Desk, deploy, fetched, get, hasMaven, makeDesk } from './run-mvn.ts';

const group = 'org.bonded.e2e';
const groupPath = group.replaceAll('.', '/');

const record = {
  schema_version: '1.6.0',
  id: 'GHSA-bond-mavn-0001',
  modified: '2024-01-01T00:00:00Z',
  published: '2024-01-01T00:00:00Z',
  summary: 'Remote code execution in leaky',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'Maven', name: `${group}:leaky` },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.1' }] }],
    },
  ],
};

let admin: Client;
let place: Place;
let repositoryUrl: string;
let token: string;
/** Where the plugins are that every desk begins with. */
let plugins: string;

const isThere = await hasMaven();

beforeAll(async () => {
  if (!isThere) return;
  admin = await signIn();
  await importRecord(admin, record);
  place = await makeRepository(admin, 'MAVEN');
  repositoryUrl = `${inject('gatewayUrl')}/maven/${place.path}`;
  token = await makeKey(admin, { project: place.project });
  // The first of each fetches the plugins; what else it fetches stays out of the way.
  const first = await makeDesk(repositoryUrl, token);
  const jar = await jarOf(first, 'first');
  await works(deploy(first, { coordinates: `${group}:first:1.0`, file: jar }));
  await works(get(first, `${group}:first:1.0`));
  plugins = join(first.folder, 'repository');
}, 600_000);

const desk = (key: string | null = token) => makeDesk(repositoryUrl, key, plugins);

/** A jar with one file, called by its content, in the desk's folder. */
async function jarOf({ folder }: Desk, content: string): Promise<string> {
  const file = join(folder, `${content}.jar`);
  await writeFile(file, await packZip({ [`${content}.txt`]: content }));
  return file;
}

async function works(running: Promise<{ exitCode: number; output: string }>): Promise<string> {
  const { exitCode, output } = await running;
  expect(exitCode, output).toBe(0);
  return output;
}

async function fails(running: Promise<{ exitCode: number; output: string }>): Promise<string> {
  const { exitCode, output } = await running;
  expect(exitCode, output).not.toBe(0);
  return output;
}

/** Each starts a Java machine many times. */
const testTimeoutMs = 300_000;

describe.runIf(isThere)('Maven, with the real client', { timeout: testTimeoutMs }, () => {
  it('deploys releases, and resolves them by range into an empty repository', async () => {
    const author = await desk();
    for (const version of ['1.9', '1.10', '2.0-rc1']) {
      const file = await jarOf(author, `tide-${version}`);
      await works(deploy(author, { coordinates: `${group}:tide:${version}`, file }));
    }
    const sources = { file: await jarOf(author, 'sources'), classifier: 'sources' };
    await works(deploy(author, { coordinates: `${group}:tide:1.10`, ...sources }));
    const user = await desk();
    await works(get(user, `${group}:tide:[1.0,2.0-alpha)`));
    const folder = `${groupPath}/tide`;
    expect((await fetched(user, `${folder}/1.10/tide-1.10.jar`)).includes('tide-1.10')).toBe(true);
    await works(get(user, `${group}:tide:1.10:jar:sources`));
    const text = await fetched(user, `${folder}/1.10/tide-1.10-sources.jar`);
    expect(text.includes('sources')).toBe(true);
    await works(get(user, `${group}:tide:LATEST`));
    await fetched(user, `${folder}/2.0-rc1/tide-2.0-rc1.jar`);
  });

  it('takes the same bytes again in peace, and refuses others', async () => {
    const author = await desk();
    const same = { coordinates: `${group}:final:1.0`, file: await jarOf(author, 'final') };
    await works(deploy(author, same));
    await works(deploy(author, same));
    const other = await jarOf(author, 'changed');
    const output = await fails(deploy(author, { ...same, file: other }));
    expect(output).toContain('409');
    expect(output).toContain('exists already with other bytes');
  });

  it('deploys a snapshot twice, and resolves the newest', async () => {
    const author = await desk();
    const coordinates = `${group}:moving:1.0-SNAPSHOT`;
    const folder = `${groupPath}/moving/1.0-SNAPSHOT`;
    const user = await desk();
    for (const content of ['build-one', 'build-two']) {
      await works(deploy(author, { coordinates, file: await jarOf(author, content) }));
      await works(get(user, coordinates));
      const jar = await fetched(user, `${folder}/moving-1.0-SNAPSHOT.jar`);
      expect(jar.includes(content)).toBe(true);
    }
    const names = await readdir(join(user.folder, 'repository', folder));
    expect(names.filter((name) => /-\d{8}\.\d{6}-2\.jar$/.test(name))).toHaveLength(1);
  });

  it('runs a plugin by its prefix, that came as one jar by tus', async () => {
    const jar = await greetPlugin('1.0');
    const { status } = await uploadWhole(admin, place, { path: 'greet.jar', bytes: jar });
    expect(status).toBe(201);
    const output = await works(call(await desk(), 'greet:hello'));
    expect(output).toContain('greetings from a plugin');
  });

  it('keeps the metadata of Gradle that fits its files, and refuses another', async () => {
    const one = await desk();
    await works(
      deploy(one, { coordinates: `${group}:grade:1.0`, file: await jarOf(one, 'grade') }),
    );
    const path = `${groupPath}/grade/1.0/grade-1.0`;
    const jar = await clientWith(token).fetch(`${repositoryUrl}/${path}.jar`);
    const bytes = Buffer.from(await jar.arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const module = (digest: string) =>
      JSON.stringify({
        formatVersion: '1.1',
        component: { group, module: 'grade', version: '1.0' },
        variants: [
          {
            name: 'apiElements',
            files: [{ name: 'grade-1.0.jar', url: 'grade-1.0.jar', sha256: digest }],
          },
        ],
      });
    const put = (body: string) =>
      clientWith(token).fetch(`${repositoryUrl}/${path}.module`, { method: 'PUT', body });
    expect((await put(module('0'.repeat(64)))).status).toBe(400);
    expect((await put(module(sha256))).status).toBe(201);
    const other = await desk();
    await works(get(other, `${group}:grade:1.0:module`));
    expect((await fetched(other, `${path}.module`)).toString()).toBe(module(sha256));
  });

  it('holds a known-vulnerable version, and mvn says why', async () => {
    const author = await desk();
    for (const version of ['1.0', '1.1']) {
      const file = await jarOf(author, `leaky-${version}`);
      await works(deploy(author, { coordinates: `${group}:leaky:${version}`, file }));
    }
    const user = await desk();
    const refused = await fails(get(user, `${group}:leaky:1.0`));
    expect(refused).toContain('403');
    expect(refused).toContain(record.id);
    const [number = ''] = /BD-[2-9A-Z]{6,}/.exec(refused) ?? [];
    expect(refused).toContain(`/decisions/${number}`);
    await works(get(user, `${group}:leaky:[1.0,1.1]`));
    await fetched(user, `${groupPath}/leaky/1.1/leaky-1.1.jar`);

    const { decision } = await admin.graphql<{ decision: { artifact: { id: string } } }>(
      'query ($n: String!) { decision(number: $n) { artifact { id } } }',
      { n: number },
    );
    await admin.graphql(
      'mutation ($input: ReleaseArtifactInput!) { releaseArtifact(input: $input) { artifact { state } } }',
      { input: { id: decision.artifact.id, note: 'Only used in our own tests.' } },
    );
    await works(get(await desk(), `${group}:leaky:1.0`));
  });

  it('forgets a deleted version, and never gives it out twice', async () => {
    const author = await desk();
    for (const version of ['1.0', '1.1']) {
      const file = await jarOf(author, `gone-${version}`);
      await works(deploy(author, { coordinates: `${group}:gone:${version}`, file }));
    }
    const deleted = await clientWith(token).fetch(`/maven/${place.path}/${groupPath}/gone/1.1/`, {
      method: 'DELETE',
    });
    expect(deleted.status).toBe(204);
    const user = await desk();
    expect(await fails(get(user, `${group}:gone:1.1`))).toContain('Could not find artifact');
    await works(get(user, `${group}:gone:[1.0,)`));
    await fetched(user, `${groupPath}/gone/1.0/gone-1.0.jar`);
    const again = { coordinates: `${group}:gone:1.1`, file: await jarOf(author, 'gone-1.1') };
    expect(await fails(deploy(author, again))).toContain('never given out twice');
  });

  it('tells a caller who may not what is the matter', async () => {
    const author = await desk();
    const coordinates = `${group}:closed:1.0`;
    await works(deploy(author, { coordinates, file: await jarOf(author, 'closed') }));
    expect(await fails(get(await desk(null), coordinates))).toContain('401');
    const wrong = `${token.slice(0, -1)}${token.endsWith('0') ? 1 : 0}`;
    const other = await makeKey(admin, { project: await makeProject(admin) });
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const reader = await desk(await makeKey(admin, { project: place.project, actions }));
    expect(await fails(get(await desk(wrong), coordinates))).toContain('401');
    expect(await fails(get(await desk(other), coordinates))).toContain('Could not find artifact');
    await works(get(reader, coordinates));
    const file = await jarOf(reader, 'stranger');
    expect(await fails(deploy(reader, { coordinates: `${group}:new:1.0`, file }))).toContain('403');
  });
});
