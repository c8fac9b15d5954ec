import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  afterTest,
  freePort,
  type SpawnedProcess,
  spawnProcess,
  tempDir,
  waitFor,
} from '@bonded/testing';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { commandLineOf, startMarkOf } from './process-identity.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const isRoot = process.geteuid?.() === 0;
/** Where a test has to find a process by its command line. */
const hasProc = process.platform === 'linux';

async function start(dataDir: string, port?: number): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    durability: 'throwaway',
    ...(port !== undefined && { port }),
  });
  afterTest(() => postgres.stop());
  return postgres;
}

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  // The tests kill servers: that is not news.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const remember = (url: string, word: string) =>
  query(
    url,
    `CREATE TABLE IF NOT EXISTS memory (word text); INSERT INTO memory VALUES ('${word}')`,
  );

async function remembered(url: string): Promise<string[]> {
  return (await query<{ word: string }>(url, 'SELECT word FROM memory')).map(({ word }) => word);
}

/** Another process that starts PostgreSQL, prints its process id, and stays. */
async function startElsewhere(dataDir: string): Promise<{ holder: SpawnedProcess; pid: number }> {
  const module = pathToFileURL(join(import.meta.dirname, 'start-embedded-postgres.ts')).href;
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    const postgres = await startEmbeddedPostgres({ dataDir: process.argv[1] });
    console.log('pid ' + postgres.pid);
    setInterval(() => {}, 1000);`;
  const holder = await spawnProcess(process.execPath, {
    args: ['--input-type=module', '--eval', script, dataDir],
    detached: true,
  });
  const line = await holder.waitForLine(/^pid \d+$/);
  return { holder, pid: Number(line.slice(4)) };
}

/** A process that nobody has buried yet is gone all the same. */
const isGone = (pid: number) => async (): Promise<boolean> =>
  (await startMarkOf(pid)) === undefined;

describe('a data directory', () => {
  it('keeps its data and its password from one start to the next', async () => {
    const dataDir = await tempDir();
    const first = await start(dataDir);
    await remember(first.url, 'kept');
    await first.stop();
    const second = await start(dataDir, first.port);
    expect(second.url).toBe(first.url);
    expect(await remembered(second.url)).toEqual(['kept']);
  });

  it('starts again in well under two seconds', async () => {
    const dataDir = await tempDir();
    await (await start(dataDir)).stop();
    const before = performance.now();
    await start(dataDir);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('is closed to others, and so is the password in it', async () => {
    const dataDir = join(await tempDir(), 'postgres');
    await start(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'server.log'))).mode & 0o777).toBe(0o600);
  });

  it('serves one starter at a time', async () => {
    const dataDir = await tempDir();
    await start(dataDir);
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'DIRECTORY_IN_USE',
      details: { pid: process.pid },
    });
  });

  it('is free again after a stop, and stopping twice is stopping once', async () => {
    const dataDir = await tempDir();
    const first = await start(dataDir);
    await Promise.all([first.stop(), first.stop()]);
    await start(dataDir);
    await first.stop();
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'DIRECTORY_IN_USE' });
  });

  it('that was being made when the process died is made anew', async () => {
    const dataDir = await tempDir();
    await mkdir(join(dataDir, 'cluster.draft', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'cluster.draft', 'PG_VERSION'), '18\n');
    const { url } = await start(dataDir);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('of another major version is refused with a sentence, not touched', async () => {
    const dataDir = await tempDir();
    await (await start(dataDir)).stop();
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '17\n');
    await expect(start(dataDir)).rejects.toThrow('written by PostgreSQL 17');
  });

  it('whose password is lost is refused with a sentence', async () => {
    const dataDir = await tempDir();
    await (await start(dataDir)).stop();
    await rm(join(dataDir, 'password'));
    await expect(start(dataDir)).rejects.toThrow('password file');
  });

  it.runIf(isRoot)(
    'may lie where the server may not go: it runs under another account',
    async () => {
      const parent = await tempDir();
      await chmod(parent, 0o700);
      const { url, pid } = await start(join(parent, 'home', 'data'));
      await remember(url, 'reached');
      expect(await remembered(url)).toEqual(['reached']);
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      expect(status).not.toMatch(/^Uid:\s+0\b/m);
      expect((await stat(parent)).uid).toBe(0);
    },
  );

  it.runIf(isRoot)('that a user made is served as that user when root starts it', async () => {
    const dataDir = await tempDir();
    await (await start(dataDir)).stop();
    const nobody = '65534';
    const paths = [join(dataDir, 'cluster'), join(dataDir, 'password')];
    const chown = await spawnProcess('chown', { args: ['-R', `${nobody}:${nobody}`, ...paths] });
    await chown.exited;
    const { pid } = await start(dataDir);
    expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\s+65534\b/m);
  });
});

describe('the server', () => {
  it('listens on the loopback interface alone, and only with the password', async () => {
    const { url, port } = await start(await tempDir());
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) expect(await canConnect(address, port)).toBe(false);
  });

  it('is durable unless told otherwise', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir: await tempDir() });
    afterTest(() => postgres.stop());
    const settings = await query(
      postgres.url,
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'max_connections')
       ORDER BY name`,
    );
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'max_connections', setting: '200' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
  });

  it('says what is wrong when its port is taken', async () => {
    const port = await freePort();
    await start(await tempDir(), port);
    await expect(start(await tempDir(), port)).rejects.toThrow('could not bind');
  });

  it('tells when somebody else ends it, and the directory can be used again', async () => {
    const dataDir = await tempDir();
    const { pid, exited } = await start(dataDir);
    process.kill(pid, 'SIGINT');
    expect(await exited).toEqual({ code: 0, signal: null });
    await start(dataDir);
  });
});

describe('after a crash', () => {
  it('D1.15 of the server itself, nothing that was committed is lost', async () => {
    const dataDir = await tempDir();
    const durable = await startEmbeddedPostgres({ dataDir });
    await remember(durable.url, 'committed');
    process.kill(durable.pid, 'SIGKILL');
    expect(await durable.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const { url } = await start(dataDir);
    expect(await remembered(url)).toEqual(['committed']);
  });

  it('of the process that started it, the server shuts down in good order', async () => {
    const dataDir = await tempDir();
    const { holder, pid } = await startElsewhere(dataDir);
    holder.kill('SIGKILL');
    await waitFor(isGone(pid), { timeoutMs: 10_000 });
    expect(await readFile(join(dataDir, 'server.log'), 'utf8')).toContain('is shut down');
    await start(dataDir);
  });

  it.runIf(hasProc)('a server that outlived its starter is shut down first', async () => {
    const dataDir = await tempDir();
    const { holder, pid } = await startElsewhere(dataDir);
    await killGuardOf(pid);
    holder.kill('SIGKILL');
    await holder.exited;
    expect(await isGone(pid)()).toBe(false);
    await start(dataDir);
    expect(await isGone(pid)()).toBe(true);
  });

  it('a process id in the cluster that now belongs to somebody else does not matter', async () => {
    const dataDir = await tempDir();
    await (await start(dataDir)).stop();
    const note = [process.pid, join(dataDir, 'cluster'), 0, 5432, '', '127.0.0.1', 'ready', ''];
    await writeFile(join(dataDir, 'cluster', 'postmaster.pid'), note.join('\n'));
    const { url } = await start(dataDir);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

it.runIf(hasProc)('Ctrl-C reaches the starter and not the server', async () => {
  const dataDir = await tempDir();
  const { holder, pid } = await startElsewhere(dataDir);
  await killGuardOf(pid);
  process.kill(-holder.pid, 'SIGINT');
  await holder.exited;
  expect(await isGone(pid)()).toBe(false);
  process.kill(pid, 'SIGINT');
  await waitFor(isGone(pid), { timeoutMs: 10_000 });
});

/** Kills the shell that would shut the server down when its starter dies. */
async function killGuardOf(serverPid: number): Promise<void> {
  for (const pid of (await readdir('/proc')).map(Number).filter(Number.isInteger)) {
    const commandLine = await commandLineOf(pid);
    if (commandLine === `/bin/sh -c read -r _; kill -INT "$0" ${serverPid}`) {
      process.kill(pid, 'SIGKILL');
      return waitFor(isGone(pid)).then(() => undefined);
    }
  }
  throw new Error(`nothing guards process ${serverPid}`);
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    socket.once('connect', () => resolve(true));
    socket.once('timeout', () => resolve(false));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
