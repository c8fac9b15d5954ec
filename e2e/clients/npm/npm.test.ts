import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, makeKey, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { importRecord } from './advisory.ts';
import { clientFolder, runClient, writePackage } from './run-npm.ts';

/** Real packages as their authors published them; several need each other, one has a scope. */
const packages = [
  'chalk@4.1.2',
  'ansi-styles@4.3.0',
  'supports-color@7.2.0',
  'color-convert@2.0.1',
  'color-name@1.1.4',
  'has-flag@4.0.0',
  'debug@4.3.4',
  'ms@2.1.2',
  'is-number@7.0.0',
  'semver@7.5.4',
  'lru-cache@6.0.0',
  'yallist@4.0.0',
  '@sindresorhus/is@4.6.0',
];
const vulnerable = 'minimist@1.2.5';
const mended = 'minimist@1.2.8';

const record = {
  schema_version: '1.6.0',
  id: 'GHSA-xvch-5gv4-984h',
  aliases: ['CVE-2021-44906'],
  modified: '2024-01-01T00:00:00Z',
  published: '2022-03-18T00:01:09Z',
  summary: 'Prototype Pollution in minimist',
  details: 'Minimist prior to 1.2.6 is vulnerable to prototype pollution.',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'npm', name: 'minimist' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '1.0.0' }, { fixed: '1.2.6' }] }],
    },
  ],
};

let admin: Client;
let place: Place;
let registryUrl: string;
let token: string;

beforeAll(async () => {
  admin = await signIn();
  await importRecord(admin, record);
  place = await makeRepository(admin, 'NPM');
  registryUrl = `${inject('gatewayUrl')}/npm/${place.path}/`;
  token = await makeKey(admin, { project: place.project });
});

/** Fetches tarballs by the ordinary client and configuration of this machine. */
async function pack(specs: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-pack-'));
  await promisify(execFile)('npm', ['pack', ...specs], { cwd: folder, timeout: 120_000 });
  return folder;
}

async function publishAll(specs: readonly string[]): Promise<void> {
  const tarballs = await pack(specs);
  const folder = await clientFolder(registryUrl, token);
  const names = (await readdir(tarballs)).filter((name) => name.endsWith('.tgz'));
  expect(names).toHaveLength(specs.length);
  for (const name of names) {
    const { exitCode, output } = await runClient('npm', ['publish', join(tarballs, name)], folder);
    expect(exitCode, output).toBe(0);
  }
}

async function installed(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function emptyProject(): Promise<string> {
  const folder = await clientFolder(registryUrl, token);
  await writePackage(folder, { name: 'empty', version: '1.0.0', private: true }, {});
  return folder;
}

describe('npm, with the real clients', () => {
  it('republishes a dozen real packages and installs from them alone', async () => {
    await publishAll(packages);
    const folder = await emptyProject();
    const wanted = ['chalk@^4.0.0', 'debug@4', 'semver', 'is-number', '@sindresorhus/is'];
    const { exitCode, output } = await runClient('npm', ['install', ...wanted], folder);
    expect(exitCode, output).toBe(0);
    expect(await installed(folder, 'chalk')).toBe('4.1.2');
    expect(await installed(folder, 'color-name')).toBe('1.1.4');
    expect(await installed(folder, '@sindresorhus/is')).toBe('4.6.0');
    const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
    expect(lock).toContain('sha512-');
  });

  it('installs the same with pnpm', async () => {
    const folder = await emptyProject();
    const { exitCode, output } = await runClient('pnpm', ['add', 'chalk@^4', 'debug@4'], folder);
    expect(exitCode, output).toBe(0);
    expect(await installed(folder, 'chalk')).toBe('4.1.2');
  });

  it('holds a known-vulnerable version, says why in the client, and lets it out on a person’s word', async () => {
    await publishAll([vulnerable]);
    const folder = await emptyProject();
    const refused = await runClient('npm', ['install', vulnerable], folder);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('GHSA-xvch-5gv4-984h');
    const [, number = ''] = /\/decisions\/(BD-[2-9A-Z]{6,})/.exec(refused.output) ?? [];
    expect(number).not.toBe('');

    const { decision } = await admin.graphql<{
      decision: { effect: string; rule: string; artifact: { id: string; state: string } };
    }>('query ($n: String!) { decision(number: $n) { effect rule artifact { id state } } }', {
      n: number,
    });
    expect(decision).toMatchObject({ effect: 'DENY', rule: 'severity' });
    expect(decision.artifact.state).toBe('QUARANTINED');

    await publishAll([mended]);
    const ranged = await emptyProject();
    const chosen = await runClient('npm', ['install', 'minimist@^1.2.5'], ranged);
    expect(chosen.exitCode, chosen.output).toBe(0);
    expect(await installed(ranged, 'minimist')).toBe('1.2.8');

    await admin.graphql(
      'mutation ($input: ReleaseArtifactInput!) { releaseArtifact(input: $input) { artifact { state } } }',
      { input: { id: decision.artifact.id, note: 'Only used in our own tests.' } },
    );
    const letOut = await runClient('npm', ['install', vulnerable], folder);
    expect(letOut.exitCode, letOut.output).toBe(0);
    expect(await installed(folder, 'minimist')).toBe('1.2.5');
    await tellsTheStory(decision.artifact.id);
  });

  it('answers npm audit from our advisories', async () => {
    const folder = await emptyProject();
    const { exitCode } = await runClient('npm', ['install', vulnerable], folder);
    expect(exitCode).toBe(0);
    const { output } = await runClient('npm', ['audit', '--audit-level=critical'], folder);
    expect(output).toContain('GHSA-xvch-5gv4-984h');
    expect(output).toContain('critical');
  });

  it('publishes, tags, deprecates and unpublishes a scoped package', async () => {
    const folder = await clientFolder(registryUrl, token);
    const manifest = { name: '@bonded-e2e/tool', version: '1.0.0', license: 'MIT' };
    await writePackage(folder, manifest);
    expect((await runClient('npm', ['publish'], folder)).exitCode).toBe(0);
    await writePackage(folder, { ...manifest, version: '1.1.0-beta.1' });
    const beta = await runClient('npm', ['publish', '--tag', 'beta'], folder);
    expect(beta.exitCode, beta.output).toBe(0);
    const tags = await runClient('npm', ['dist-tag', 'ls', '@bonded-e2e/tool'], folder);
    expect(tags.output).toContain('beta: 1.1.0-beta.1');
    expect(tags.output).toContain('latest: 1.0.0');
    const again = await runClient('npm', ['publish', '--tag', 'beta'], folder);
    expect(again.exitCode).not.toBe(0);

    const deprecated = await runClient(
      'npm',
      ['deprecate', '@bonded-e2e/tool@1.0.0', 'use the beta'],
      folder,
    );
    expect(deprecated.exitCode, deprecated.output).toBe(0);
    const view = await runClient('npm', ['view', '@bonded-e2e/tool@1.0.0', 'deprecated'], folder);
    expect(view.output).toContain('use the beta');

    const gone = await runClient('npm', ['unpublish', '@bonded-e2e/tool@1.0.0'], folder);
    expect(gone.exitCode, gone.output).toBe(0);
    await writePackage(folder, manifest);
    const burned = await runClient('npm', ['publish'], folder);
    expect(burned.exitCode).not.toBe(0);
    expect(burned.output).toContain('never given out twice');
  });

  it('knows who asks, searches, and turns a password into a token', async () => {
    const folder = await clientFolder(registryUrl, token);
    expect((await runClient('npm', ['whoami'], folder)).output.trim()).toBe('admin');
    expect((await runClient('npm', ['search', 'chalk'], folder)).output).toContain('chalk');
  });
});

async function tellsTheStory(artifactId: string): Promise<void> {
  const { auditEvents } = await admin.graphql<{
    auditEvents: { nodes: { action: string; outcome: string }[] };
  }>(
    `query ($id: ID!) {
      auditEvents(first: 100, filter: { resourceId: $id }) { nodes { action outcome } }
    }`,
    { id: artifactId },
  );
  const story = auditEvents.nodes.map(({ action, outcome }) => `${action} ${outcome}`);
  for (const chapter of [
    'artifact.publish SUCCESS',
    'decision.deny SUCCESS',
    'artifact.download REFUSED',
    'artifact.release SUCCESS',
    'decision.allow SUCCESS',
  ]) {
    expect(story).toContain(chapter);
  }
}
