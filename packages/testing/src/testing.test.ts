import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import {
  createTestDatabase,
  fakeClock,
  freePort,
  spawnProcess,
  tempDir,
  waitFor,
} from './index.ts';

const shared = await createTestDatabase();
const keptForTheFile = await tempDir();

it('two test databases share nothing', async () => {
  const other = await createTestDatabase();
  await shared.database.pool.query('CREATE TABLE mine (id int)');
  await expect(other.database.pool.query('SELECT FROM mine')).rejects.toThrow('does not exist');
});

it('a test database is migrated and costs tens of milliseconds', async () => {
  const before = performance.now();
  const { database } = await createTestDatabase();
  const tookMs = performance.now() - before;
  expect(await database.prisma.project.count()).toBe(0);
  expect(tookMs).toBeLessThan(2_000);
});

it('a test database is dropped after its test', async () => {
  const { rows } = await shared.database.pool.query<{ datname: string }>(
    `SELECT datname FROM pg_database
     WHERE datname LIKE 'test\\_%' AND datname <> current_database()`,
  );
  const url = new URL(shared.url);
  expect(rows.map(({ datname }) => datname)).not.toContain(url.pathname.slice(1));
});

const earlier: string[] = [];

it('a temporary directory is there during its test', async () => {
  earlier.push(await tempDir());
  expect(existsSync(earlier[0] ?? '')).toBe(true);
});

it('a temporary directory is gone after its test, unless it is the file’s', () => {
  expect(existsSync(earlier[0] ?? '')).toBe(false);
  expect(existsSync(keptForTheFile)).toBe(true);
});

it('a fake clock moves only when told to', () => {
  const clock = fakeClock(new Date(1_000));
  clock.advance(500);
  expect(clock.now().getTime()).toBe(1_500);
  clock.set(new Date(0));
  expect(clock.now().getTime()).toBe(0);
});

it('a free port can be listened on', async () => {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await waitFor(() => server.listening);
  server.close();
  expect(port).toBeGreaterThan(0);
});

it('waiting returns what it waited for', async () => {
  let asked = 0;
  const answer = await waitFor(() => (asked++ < 3 ? undefined : 'here'));
  expect(answer).toBe('here');
});

it('waiting in vain says for what', async () => {
  const wait = waitFor(() => false, { timeoutMs: 20, what: 'the bus' });
  await expect(wait).rejects.toThrow('Waited 20 ms in vain for: the bus');
});

it('a spawned process is heard, and its end is known', async () => {
  const child = await spawnProcess(process.execPath, {
    args: ['-e', 'console.log("ready"); console.error("also this"); process.exitCode = 3'],
  });
  expect(await child.waitForLine(/^ready$/)).toBe('ready');
  expect(await child.exited).toEqual({ code: 3, signal: null });
  expect(child.output()).toContain('also this');
});

it('a line that never comes fails with the output so far', async () => {
  const child = await spawnProcess(process.execPath, { args: ['-e', 'console.log("other")'] });
  await child.exited;
  await expect(child.waitForLine(/ready/, { timeoutMs: 20 })).rejects.toThrow('other');
});
