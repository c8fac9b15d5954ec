import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, makeKey, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { adminPassword } from '../../stack/start-stack.ts';
import { importRecord } from './advisory.ts';
import { bundleType, publishAttested } from './attested-tarball.ts';
import { clientFolder, runClient, writePackage } from './run-npm.ts';

let admin: Client;
let place: Place;
let registryUrl: string;
let token: string;

const withoutTuf = { NODE_OPTIONS: `--require ${join(import.meta.dirname, 'without-tuf.cjs')}` };

beforeAll(async () => {
  admin = await signIn();
  await importRecord(admin, {
    schema_version: '1.6.0',
    id: 'GHSA-bond-ed2e-0001',
    modified: new Date().toISOString(),
    published: '2026-01-01T00:00:00Z',
    summary: 'It says too much',
    database_specific: { severity: 'MODERATE' },
    affected: [{ package: { ecosystem: 'npm', name: '@bonded-e2e/signed' }, versions: ['1.0.0'] }],
  });
  place = await makeRepository(admin, 'NPM');
  registryUrl = `${inject('gatewayUrl')}/npm/${place.path}/`;
  token = await makeKey(admin, { project: place.project });
});

async function publish(name: string): Promise<void> {
  const folder = await clientFolder(registryUrl, token);
  await writePackage(folder, { name, version: '1.0.0', license: 'MIT' });
  const { exitCode, output } = await runClient('npm', ['publish'], folder);
  expect(exitCode, output).toBe(0);
}

async function projectWith(name: string): Promise<string> {
  const folder = await clientFolder(registryUrl, token);
  await writePackage(folder, { name: 'empty', version: '1.0.0', private: true }, {});
  const { exitCode, output } = await runClient('npm', ['install', name], folder);
  expect(exitCode, output).toBe(0);
  return folder;
}

describe('what npm can verify', () => {
  it('is every version, by the keys of this registry: npm audit signatures', async () => {
    await publish('@bonded-e2e/signed');
    const folder = await projectWith('@bonded-e2e/signed');
    const audit = await runClient('npm', ['audit', 'signatures'], folder, withoutTuf);
    expect(audit.exitCode, audit.output).toBe(0);
    expect(audit.output).toContain('1 package has a verified registry signature');
  });

  it('is not a signature of other bytes', async () => {
    const { versions } = (await (
      await admin.fetch(`/npm/${place.path}/@bonded-e2e%2fsigned`)
    ).json()) as { versions: Record<string, { dist: { signatures: { sig: string }[] } }> };
    const again = await publishAttested(admin, place, '@bonded-e2e/other');
    expect(again.status).toBe(201);
    const other = (await (await admin.fetch(`/npm/${place.path}/@bonded-e2e%2fother`)).json()) as {
      versions: Record<string, { dist: { signatures: { sig: string }[] } }>;
    };
    const [one, two] = [versions, other.versions].map(
      (all) => all['1.0.0']?.dist.signatures[0]?.sig,
    );
    expect(one).not.toBe(two);
  });

  it('holds a provenance that is about the tarball, and gives it out with it', async () => {
    const name = '@bonded-e2e/attested';
    const answer = await publishAttested(
      admin,
      place,
      name,
      'pkg:npm/%40bonded-e2e/attested@1.0.0',
    );
    expect(answer.status, await answer.text()).toBe(201);
    const { dist } = (await (await admin.fetch(`/npm/${place.path}/${name}/1.0.0`)).json()) as {
      dist: { attestations: { url: string; provenance: { predicateType: string } } };
    };
    expect(dist.attestations.provenance.predicateType).toBe('https://slsa.dev/provenance/v1');
    const served = await admin.fetch(dist.attestations.url);
    const { attestations } = (await served.json()) as {
      attestations: { predicateType: string; bundle: { mediaType: string } }[];
    };
    expect(attestations).toHaveLength(1);
    expect(attestations[0]?.bundle.mediaType).toBe(bundleType);
    const absent = await admin.fetch(
      `/npm/${place.path}/-/npm/v1/attestations/@bonded-e2e/signed@1.0.0`,
    );
    expect(absent.status).toBe(404);
  });

  it('refuses a provenance that is about something else, and publishes nothing', async () => {
    const name = '@bonded-e2e/borrowed';
    const answer = await publishAttested(admin, place, name, 'pkg:npm/other@1.0.0');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('NPM_PROVENANCE_INVALID');
    expect((await admin.fetch(`/npm/${place.path}/${name}`)).status).toBe(404);
  });
});

describe('npm token', () => {
  it('makes, lists and ends keys, one that only reads among them', async () => {
    const folder = await clientFolder(registryUrl, token);
    const args = ['token', 'create', '--json', '--name', 'from-npm', '--password', adminPassword];
    const made = await runClient(
      'npm',
      [...args, '--packages-and-scopes-permission', 'read-only'],
      folder,
    );
    expect(made.exitCode, made.output).toBe(0);
    const secret = /bnd_\w+/.exec(made.output)?.[0] ?? '';
    const reader = await clientFolder(registryUrl, secret);
    expect((await runClient('npm', ['whoami'], reader)).output.trim()).toBe('admin');
    await writePackage(reader, { name: '@bonded-e2e/never', version: '1.0.0' });
    expect((await runClient('npm', ['publish'], reader)).exitCode).not.toBe(0);

    const listed = await runClient('npm', ['token', 'list', '--json'], folder);
    const tokens = JSON.parse(listed.output) as { key: string; name: string; readonly: boolean }[];
    const own = tokens.find(({ name }) => name === 'from-npm');
    expect(own?.readonly).toBe(true);
    const ended = await runClient('npm', ['token', 'revoke', own?.key ?? ''], folder);
    expect(ended.exitCode, ended.output).toBe(0);
    expect((await runClient('npm', ['whoami'], reader)).exitCode).not.toBe(0);
  });

  it('takes the right password', async () => {
    const folder = await clientFolder(registryUrl, token);
    const refused = await runClient(
      'npm',
      ['token', 'create', '--name', 'x', '--password', 'no password of anybody'],
      folder,
    );
    expect(refused.exitCode).not.toBe(0);
  });
});

describe('what npm asks of the public registry alone', () => {
  it.each([
    ['access', 'set', 'status=private', '@bonded-e2e/signed'],
    ['access', 'list', 'collaborators', '@bonded-e2e/signed'],
    ['owner', 'add', 'somebody', '@bonded-e2e/signed'],
    ['team', 'ls', 'bonded-e2e'],
    ['org', 'ls', 'bonded-e2e'],
  ])('is refused in a sentence: npm %s %s', async (...args) => {
    const folder = await clientFolder(registryUrl, token);
    const { exitCode, output } = await runClient('npm', args, folder);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('Roles and keys say who may');
  });

  it('is refused in a sentence: npm star', async () => {
    const folder = await clientFolder(registryUrl, token);
    const star = await runClient('npm', ['star', '@bonded-e2e/signed'], folder);
    expect(star.output).toContain('not kept here');
    const stars = await runClient('npm', ['stars', 'admin'], folder);
    expect(stars.output).not.toContain('500');
    const status = await runClient(
      'npm',
      ['access', 'get', 'status', '@bonded-e2e/signed'],
      folder,
    );
    expect(status.output).toContain('private');
  });
});

describe('an audit', () => {
  it('says the same to npm, which asks by name, and to pnpm, which sends a tree', async () => {
    const folder = await projectWith('@bonded-e2e/signed');
    const npm = await runClient('npm', ['audit'], folder);
    expect(npm.output).toContain('GHSA-bond-ed2e-0001');
    const { output } = await runClient('pnpm', ['install', '--no-frozen-lockfile'], folder);
    const pnpm = await runClient('pnpm', ['audit'], folder);
    expect(pnpm.output, output).toContain('It says too much');
  });
});
