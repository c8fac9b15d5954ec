import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { makeRepository, type Place, randomName, signIn } from '../stack/api.ts';
import { adminPassword } from '../stack/start-stack.ts';
import { makeLargeFile } from '../uploads/large-file.ts';
import { clearDesks, type Desk, newDesk } from './run-bonded.ts';

let desk: Desk;
let place: Place;

interface Listing<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

interface ArtifactRow {
  readonly id: string;
  readonly version: string;
  readonly state: string;
  readonly digest: string;
}

async function login(at: Desk, username = 'admin', password = adminPassword) {
  const url = inject('gatewayUrl');
  const args = ['login', '--url', url, '--username', username, '--password-stdin'];
  return at.run(args, { input: `${password}\n` });
}

beforeAll(async () => {
  desk = await newDesk();
  place = await makeRepository(await signIn(), 'RAW');
  await login(desk);
});

afterAll(clearDesks);

describe('bonded login', () => {
  it('signs in for the commands that follow, and logout ends that on the server too', async () => {
    const other = await newDesk();
    expect((await other.run(['whoami'])).exitCode).toBe(3);
    await login(other);
    expect(await other.ask(['whoami'])).toMatchObject({ user: { username: 'admin' } });
    const profile = join(other.folder, '.bonded-config/profile.json');
    const { refreshToken } = JSON.parse(await readFile(profile, 'utf8')) as {
      refreshToken: string;
    };
    expect((await other.run(['logout'])).exitCode).toBe(0);
    expect((await other.run(['whoami'])).exitCode).toBe(3);
    const refresh = await fetch(`${inject('gatewayUrl')}/api/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
    });
    expect(refresh.status).toBe(401);
  });

  it('tells a wrong password by its exit code, in one line', async () => {
    const { exitCode, stdout, stderr } = await login(await newDesk(), 'admin', 'not the password');
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^bonded: [^\n]+\n$/);
  });
});

describe('bonded project and repository', () => {
  it('make, show, change and delete', async () => {
    const slug = randomName('cli');
    await desk.ask(['project', 'create', slug, '--name', 'From the command line']);
    expect(await desk.ask(['project', 'show', slug])).toMatchObject({
      name: 'From the command line',
      artifactCounts: { totalSizeBytes: 0 },
    });
    await desk.ask(['project', 'set-quota', slug, '50GiB']);
    expect(await desk.ask(['project', 'show', slug])).toMatchObject({
      quota: { usedBytes: 0, limitBytes: 50 * 1024 ** 3, level: 'LOW' },
    });
    const told = await desk.run(['project', 'show', slug]);
    expect(told.stdout).toContain('50.0 GiB, 0 % taken');
    expect(await desk.ask(['project', 'set-quota', slug, 'none'])).toMatchObject({
      quota: { limitBytes: null },
    });
    const path = `${slug}/lib`;
    await desk.ask(['repository', 'create', path, '--format', 'npm']);
    await desk.ask(['repository', 'policy', path, '--block-severity', 'high']);
    expect(await desk.ask(['repository', 'policy', path])).toMatchObject({ blockSeverity: 'HIGH' });
    const refused = await desk.run(['project', 'delete', slug]);
    expect(refused.exitCode).toBe(6);
    await desk.ask(['repository', 'delete', path]);
    await desk.ask(['project', 'delete', slug]);
    expect((await desk.run(['project', 'show', slug])).exitCode).toBe(5);
  });

  it('list a part at a time, each part beginning where the one before it ended', async () => {
    const prefix = randomName('many');
    for (const name of ['a', 'b', 'c']) await desk.ask(['project', 'create', `${prefix}-${name}`]);
    type Slugs = Listing<{ slug: string }>;
    const list = ['project', 'list', '--search', prefix, '--limit', '2'];
    const first = await desk.ask<Slugs>(list);
    const second = await desk.ask<Slugs>([...list, '--after', first.next ?? '']);
    const slugs = [...first.items, ...second.items].map(({ slug }) => slug);
    expect(slugs.toSorted()).toEqual(['a', 'b', 'c'].map((name) => `${prefix}-${name}`));
    expect(second.next).toBeNull();
  });
});

describe('bonded upload and download', () => {
  it('bring a file there and back, byte for byte', async () => {
    const content = randomBytes(3_000_000);
    await writeFile(join(desk.folder, 'file.bin'), content);
    const sent = await desk.run(['upload', 'file.bin', `${place.path}/dir/`]);
    expect(sent).toEqual({
      exitCode: 0,
      stdout: `file.bin → ${place.path}/dir/file.bin@1 (released)\n`,
      stderr: '',
    });
    await mkdir(join(desk.folder, 'back'));
    await desk.ask(['download', `${place.path}/dir/file.bin`, '-o', 'back']);
    expect(content.equals(await readFile(join(desk.folder, 'back/file.bin')))).toBe(true);
    expect(await readdir(join(desk.folder, 'back'))).toEqual(['file.bin']);
  });

  it('take a folder with all that is in it', async () => {
    await mkdir(join(desk.folder, 'site/css'), { recursive: true });
    await writeFile(join(desk.folder, 'site/index.html'), '<p>');
    await writeFile(join(desk.folder, 'site/css/main.css'), 'p {}');
    await desk.ask(['upload', '-r', 'site', `${place.path}/web`]);
    const { items } = await desk.ask<Listing<{ name: string }>>(['package', 'list', place.path]);
    const names = items.map(({ name }) => name);
    expect(names).toContain('web/site/css/main.css');
    expect(names).toContain('web/site/index.html');
  });

  it('D1.2 go on where they were when the client is killed', async () => {
    const file = await makeLargeFile(512 * 1024 ** 2);
    const upload = ['upload', file.path, `${place.path}/large.bin`];
    onTestFinished(() => rm(dirname(file.path), { recursive: true }));
    const killed = desk.start(upload);
    const { id, arrivedBytes } = await untilArriving('large.bin');
    killed.kill('SIGKILL');
    await once(killed, 'close');
    expect(arrivedBytes).toBeLessThan(file.sizeBytes);
    await desk.ask(upload);
    type Uploads = Listing<{ id: string; path: string; state: string }>;
    const { items } = await desk.ask<Uploads>(['upload', 'list', '--limit', '100']);
    const uploads = items.filter(({ path }) => path === 'large.bin');
    expect(uploads).toMatchObject([{ id, state: 'COMPLETED' }]);
    const [made] = await artifactsAt('large.bin');
    expect(made?.digest).toBe(file.digest);
  });

  it('say why something is held, and who can release it', async () => {
    await writeFile(join(desk.folder, 'held.txt'), randomName('content'));
    const path = `${place.path}/held.txt`;
    await desk.ask(['upload', 'held.txt', path]);
    await desk.ask(['artifact', 'reject', `${path}@1`, '--note', 'not this one']);
    const refused = await desk.run(['download', path, '-o', 'got.txt']);
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toMatch(/^bonded: .*not this one.*\/decisions\/BD-\w+\n$/);
    const number = /BD-\w+/.exec(refused.stderr)?.[0] ?? '';
    expect(await desk.ask(['decision', 'show', number])).toMatchObject({ effect: 'DENY' });
    expect(await desk.ask(['artifact', 'show', `${path}@1`])).toMatchObject({
      state: 'REJECTED',
      currentDecision: { rule: 'rejected' },
    });
    await desk.ask(['artifact', 'release', `${path}@1`, '--note', 'it is fine']);
    expect((await desk.run(['download', path, '-o', 'got.txt'])).exitCode).toBe(0);
  });
});

async function artifactsAt(path: string): Promise<readonly ArtifactRow[]> {
  const list = ['artifact', 'list', place.path, '--search', path];
  return (await desk.ask<Listing<ArtifactRow>>(list)).items;
}

interface Arriving {
  readonly id: string;
  readonly arrivedBytes: number;
}

/** The open upload to a path, once some of it is safe on the server. */
async function untilArriving(path: string): Promise<Arriving> {
  const admin = await signIn();
  let found: Arriving = { id: '', arrivedBytes: 0 };
  const look = async () => {
    const { uploads } = await admin.graphql<{
      uploads: { nodes: { id: string; path: string; offsetBytes: string }[] };
    }>('{ uploads(state: OPEN, first: 20) { nodes { id path offsetBytes } } }');
    const open = uploads.nodes.find((upload) => upload.path === path);
    if (open !== undefined) found = { id: open.id, arrivedBytes: Number(open.offsetBytes) };
    return found.arrivedBytes;
  };
  await expect.poll(look, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
  return found;
}

describe('bonded key', () => {
  it('prints a secret once and alone, and what the key may not do is exit code 4', async () => {
    const made = await desk.run([
      ...['key', 'create', 'ci', '--in', place.path, '--expires', '30d'],
      ...['--action', 'repository:read', '--action', 'artifact:publish'],
    ]);
    expect(made.stdout).toMatch(/^bnd_\w+\n$/);
    const secret = made.stdout.trim();
    expect((await desk.run(['key', 'list'])).stdout).not.toContain(secret);
    const robot = await newDesk();
    const environment = { BONDED_URL: inject('gatewayUrl'), BONDED_TOKEN: secret };
    await writeFile(join(robot.folder, 'built.txt'), 'built');
    const upload = ['upload', 'built.txt', `${place.path}/ci/`];
    expect((await robot.run(upload, { environment })).exitCode).toBe(0);
    const create = ['project', 'create', randomName('no')];
    expect((await robot.run(create, { environment })).exitCode).toBe(4);
    expect((await desk.run(['key', 'revoke', secret.slice(0, 8)])).exitCode).toBe(0);
    expect((await robot.run(upload, { environment })).exitCode).toBe(3);
  });
});

describe('bonded user, role and binding', () => {
  it('let somebody in, give them a part, and shut them out', async () => {
    const username = randomName('user');
    const password = `correct horse ${randomName('battery')}`;
    const create = ['user', 'create', username, '--password-stdin'];
    expect((await desk.run(create, { input: password })).exitCode).toBe(0);
    const role = randomName('Reader');
    await desk.ask(['role', 'create', role, '--action', 'project:read']);
    const theirs = await newDesk();
    await login(theirs, username, password);
    expect((await theirs.run(['project', 'show', place.project])).exitCode).toBe(5);
    const { id } = await desk.ask<{ id: string }>([
      ...['binding', 'create', username, role],
      ...['--in', place.project],
    ]);
    expect((await theirs.run(['project', 'show', place.project])).exitCode).toBe(0);
    expect(await desk.ask(['binding', 'list', '--user', username])).toMatchObject({
      items: [{ id, role: { name: role } }],
    });
    await desk.ask(['binding', 'delete', id]);
    await desk.ask(['role', 'delete', role]);
    await desk.ask(['user', 'disable', username]);
    expect((await theirs.run(['whoami'])).exitCode).toBe(3);
  });

  it('change a password, which ends the other sessions', async () => {
    const username = randomName('user');
    const [before, after] = [randomName('a first long'), randomName('another long')];
    await desk.run(['user', 'create', username, '--password-stdin'], { input: before });
    const [one, two] = [await newDesk(), await newDesk()];
    await login(one, username, before);
    await login(two, username, before);
    const input = `${before}\n${after}\n`;
    const changed = await one.run(['user', 'password', '--password-stdin'], { input });
    expect(changed.exitCode).toBe(0);
    expect((await one.run(['whoami'])).exitCode).toBe(0);
    expect((await two.run(['whoami'])).exitCode).toBe(3);
    expect((await login(two, username, after)).exitCode).toBe(0);
  });
});

describe('bonded session', () => {
  it('lists where one is signed in, and ends it there', async () => {
    const other = await newDesk();
    await login(other);
    type Sessions = Listing<{ id: string; isCurrent: boolean }>;
    const { items } = await other.ask<Sessions>(['session', 'list']);
    const id = items.find(({ isCurrent }) => isCurrent)?.id ?? '';
    await desk.ask(['session', 'revoke', id]);
    expect((await other.run(['whoami'])).exitCode).toBe(3);
  });
});

describe('bonded audit', () => {
  it('lists and exports what happened', async () => {
    const filter = ['--in', place.project, '--action', 'repository.create'];
    const listed = await desk.ask<Listing<{ id: string }>>(['audit', 'list', ...filter]);
    expect(listed.items).toHaveLength(1);
    const exported = await desk.run(['audit', 'export', ...filter]);
    const events = JSON.parse(exported.stdout) as { id: string }[];
    expect(events.map(({ id }) => id)).toEqual(listed.items.map(({ id }) => id));
    await desk.run(['audit', 'export', '--format', 'html', '-o', 'log.html', ...filter]);
    expect(await readFile(join(desk.folder, 'log.html'), 'utf8')).toContain('</html>');
  });
});

describe('bonded advisories', () => {
  it('sends a folder of records and waits until they are known', async () => {
    await mkdir(join(desk.folder, 'osv/npm'), { recursive: true });
    const id = `GHSA-cli0-${randomBytes(2).toString('hex')}-test`;
    const record = {
      schema_version: '1.6.0',
      id,
      modified: '2026-01-02T00:00:00Z',
      summary: 'Only for the command line',
      affected: [{ package: { ecosystem: 'npm', name: randomName('nobody-uses') } }],
    };
    await writeFile(join(desk.folder, `osv/npm/${id}.json`), JSON.stringify(record));
    await writeFile(join(desk.folder, 'osv/README.md'), 'no record');
    expect(await desk.ask(['advisories', 'import', 'osv', '--wait'])).toMatchObject({
      importedCount: 1,
      skippedCount: 0,
      error: null,
    });
    expect(await desk.ask(['advisories', 'search', id])).toMatchObject({
      items: [{ advisoryId: id }],
    });
    expect(await desk.ask(['advisories', 'status'])).toMatchObject({ isReady: true });
  });
});
