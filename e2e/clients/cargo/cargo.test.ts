import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { importRecord } from '../npm/advisory.ts';
import { type CrateSource, type Desk, openDesk, writeCrate } from './run-cargo.ts';

const isInstalled = spawnSync('cargo', ['--version']).status === 0;
const skips = !isInstalled && process.env['CI'] !== 'true';

const record = {
  schema_version: '1.6.0',
  id: 'RUSTSEC-2099-0001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'Reads past the end',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'crates.io', name: 'bonded-leaky' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0.0.0-0' }, { fixed: '1.0.1' }] }],
    },
  ],
};

let admin: Client;
let place: Place;
let desk: Desk;

const indexOf = ({ path }: Pick<Place, 'path'>) => `${inject('gatewayUrl')}/cargo/${path}/`;

async function publish(source: CrateSource, by: Desk = desk) {
  const folder = await writeCrate(source);
  const args = ['publish', '--registry', 'bonded', '--no-verify', '--allow-dirty'];
  return by.run(args, folder);
}

async function published(source: CrateSource): Promise<void> {
  const { exitCode, output } = await publish(source);
  expect(exitCode, output).toBe(0);
}

async function consumer(dependencies: string): Promise<string> {
  return writeCrate({ name: 'consumer', version: '0.0.0', dependencies, code: '' });
}

async function lockFileOf(folder: string): Promise<string> {
  return readFile(join(folder, 'Cargo.lock'), 'utf8');
}

describe.skipIf(skips)('cargo, the real client', () => {
  beforeAll(async () => {
    admin = await signIn();
    place = await makeRepository(admin, 'CARGO');
    desk = await openDesk(indexOf(place), await makeKey(admin, { project: place.project }));
  });

  it('publishes crates that depend on each other, and builds from them alone', async () => {
    await published({ name: 'bonded-base', version: '1.0.0' });
    await published({ name: 'bonded-base', version: '1.2.0' });
    await published({
      name: 'bonded_top',
      version: '0.3.0',
      dependencies: 'base = { package = "bonded-base", version = "1", registry = "bonded" }',
      code: 'pub fn twice() -> u8 { base::answer() * 2 }\n',
    });
    const folder = await consumer('bonded_top = { version = "0.3", registry = "bonded" }');
    const { exitCode, output } = await desk.run(['build'], folder);
    expect(exitCode, output).toBe(0);
    const lock = await lockFileOf(folder);
    expect(lock).toMatch(/name = "bonded-base"\nversion = "1\.2\.0"/);
    expect(lock).toMatch(/checksum = "[0-9a-f]{64}"/);
  });

  it('takes the index at /index/ as well', async () => {
    await published({ name: 'bonded-elsewhere', version: '1.0.0' });
    const key = await makeKey(admin, { project: place.project });
    const other = await openDesk(`${indexOf(place)}index/`, key);
    const folder = await consumer('bonded-elsewhere = { version = "1", registry = "bonded" }');
    const { exitCode, output } = await other.run(['fetch'], folder);
    expect(exitCode, output).toBe(0);
  });

  it('refuses other bytes under a published version, and another spelling of a name', async () => {
    await published({ name: 'bonded-final', version: '1.0.0' });
    const again = await publish({ name: 'bonded-final', version: '1.0.0', code: '// changed\n' });
    expect(again.exitCode).not.toBe(0);
    expect(again.output).toContain('already exists');
    const spelled = await publish({ name: 'bonded_FINAL', version: '2.0.0' });
    expect(spelled.exitCode).not.toBe(0);
    expect(spelled.output).toContain('is called bonded-final here');
  });

  it('keeps a yanked version for lock files alone', async () => {
    await published({ name: 'bonded-yanked', version: '1.0.0' });
    await published({ name: 'bonded-yanked', version: '1.1.0' });
    const dependency = 'bonded-yanked = { version = "1", registry = "bonded" }';
    const locked = await consumer(dependency);
    expect((await desk.run(['generate-lockfile'], locked)).exitCode).toBe(0);
    const yank = ['yank', '--registry', 'bonded', 'bonded-yanked@1.1.0'];
    const yanked = await desk.run(yank, locked);
    expect(yanked.exitCode, yanked.output).toBe(0);
    expect((await desk.run(['fetch', '--locked'], locked)).exitCode).toBe(0);
    const fresh = await consumer(dependency);
    expect((await desk.run(['fetch'], fresh)).exitCode).toBe(0);
    expect(await lockFileOf(fresh)).toContain('version = "1.0.0"');
    expect((await desk.run([...yank, '--undo'], locked)).exitCode).toBe(0);
    expect((await desk.run(['update'], fresh)).exitCode).toBe(0);
    expect(await lockFileOf(fresh)).toContain('version = "1.1.0"');
  });

  it('tells who has a recalled version locked why, and chooses another for others', async () => {
    await published({ name: 'bonded-leaky', version: '1.0.0' });
    await published({ name: 'bonded-leaky', version: '1.0.1' });
    const locked = await consumer('bonded-leaky = { version = "=1.0.0", registry = "bonded" }');
    expect((await desk.run(['generate-lockfile'], locked)).exitCode).toBe(0);
    await importRecord(admin, record);
    await untilRecalled('1.0.0');

    const refused = await desk.run(['fetch', '--locked'], locked);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('RUSTSEC-2099-0001');
    expect(refused.output).toMatch(/\/decisions\/BD-[2-9A-Z]{6,}/);

    const exact = await consumer('bonded-leaky = { version = "=1.0.0", registry = "bonded" }');
    const unfound = await desk.run(['fetch'], exact);
    expect(unfound.exitCode).not.toBe(0);
    expect(unfound.output).toContain('version 1.0.0 is yanked');

    const ranged = await consumer('bonded-leaky = { version = "1", registry = "bonded" }');
    expect((await desk.run(['fetch'], ranged)).exitCode).toBe(0);
    expect(await lockFileOf(ranged)).toContain('version = "1.0.1"');
  });

  it('searches, and lists who may publish as owners', async () => {
    await published({ name: 'bonded-searched', version: '3.1.4' });
    const folder = await consumer('');
    const found = await desk.run(['search', '--registry', 'bonded', 'searched'], folder);
    expect(found.output).toContain('bonded-searched = "3.1.4"');
    const owners = ['owner', '--registry', 'bonded', 'bonded-searched'];
    const listed = await desk.run([...owners, '--list'], folder);
    expect(listed.output).toContain('admin');
    const refused = await desk.run([...owners, '--add', 'somebody'], folder);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('role Publisher');
  });

  it('lets a reader read and not publish, and shows a stranger nothing', async () => {
    await published({ name: 'bonded-secret', version: '1.0.0' });
    const folder = await consumer('bonded-secret = { version = "1", registry = "bonded" }');
    const actions = ['repository:read', 'artifact:read', 'artifact:download'];
    const readOnly = await makeKey(admin, { project: place.project, actions });
    const reader = await openDesk(indexOf(place), readOnly);
    expect((await reader.run(['fetch'], folder)).exitCode).toBe(0);
    const denied = await publish({ name: 'bonded-secret', version: '2.0.0' }, reader);
    expect(denied.output).toContain('artifact:publish');

    const elsewhere = await makeKey(admin, { project: await makeProject(admin) });
    for (const [token, says] of [
      [null, 'please run `cargo login'],
      [`${readOnly.slice(0, -1)}_`, '401'],
      [elsewhere, 'config.json not found'],
    ] as const) {
      const stranger = await openDesk(indexOf(place), token);
      const { exitCode, output } = await stranger.run(['fetch'], folder);
      expect(exitCode).not.toBe(0);
      expect(output).toContain(says);
      expect(output).not.toContain('1.0.0');
    }
  });

  it('gives a public repository to a cargo without a token', async () => {
    const open = await makeRepository(admin, 'CARGO', { isPublic: true });
    const publisher = await openDesk(
      indexOf(open),
      await makeKey(admin, { project: open.project }),
    );
    const made = await publish({ name: 'bonded-open', version: '1.0.0' }, publisher);
    expect(made.exitCode, made.output).toBe(0);
    const anybody = await openDesk(indexOf(open), null);
    const folder = await consumer('bonded-open = { version = "1", registry = "bonded" }');
    const { exitCode, output } = await anybody.run(['fetch'], folder);
    expect(exitCode, output).toBe(0);
  });
});

async function untilRecalled(version: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const path = `/cargo/${place.path}/api/v1/crates/bonded-leaky/${version}/download`;
        return (await admin.fetch(path)).status;
      },
      { timeout: 60_000 },
    )
    .toBe(403);
}
