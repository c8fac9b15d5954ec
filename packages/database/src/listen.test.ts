import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterTest, createTestDatabase, waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { listen, type Message, notify, transact } from './index.ts';

const { database, url } = await createTestDatabase();

async function hear(channel: string, at = url) {
  const heard: Message[] = [];
  const errors: unknown[] = [];
  let gaps = 0;
  const stop = new AbortController();
  afterTest(async () => stop.abort());
  await listen(at, {
    channels: [channel],
    onMessage: (message) => heard.push(message),
    onGap: () => {
      gaps += 1;
    },
    onError: (error) => errors.push(error),
    signal: stop.signal,
  });
  return { heard, errors, gaps: () => gaps, stop };
}

const tell = (channel: string, payload: string) =>
  transact(database, (tx) => notify(tx, channel, payload));

const listenerCount = async (): Promise<number> => {
  const { rows } = await database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'bonded-listen'`,
  );
  return rows[0]?.n ?? 0;
};

it('a notification is heard when its transaction commits', async () => {
  const { heard } = await hear('commits');
  await tell('commits', 'hello');
  await waitFor(() => heard.length > 0);
  expect(heard).toEqual([{ channel: 'commits', payload: 'hello' }]);
});

it('a notification is not heard when its transaction is rolled back', async () => {
  const { heard } = await hear('rollbacks');
  const lost = transact(database, async (tx) => {
    notify(tx, 'rollbacks', 'lost');
    throw new Error('no');
  });
  await expect(lost).rejects.toThrow('no');
  await tell('rollbacks', 'kept');
  await waitFor(() => heard.length > 0);
  expect(heard.map(({ payload }) => payload)).toEqual(['kept']);
});

it('what a transaction tells is heard in its order, by their channels', async () => {
  const { heard } = await hear('first');
  const others = await hear('second');
  await transact(database, (tx) => {
    for (const payload of ['1', '2', '3']) notify(tx, 'first', payload);
    notify(tx, 'second', '4');
  });
  await waitFor(() => heard.length === 3 && others.heard.length === 1);
  expect(heard.map(({ payload }) => payload)).toEqual(['1', '2', '3']);
});

it('a transaction that is not ours would lose what it tells, and is told so', async () => {
  const lost = database.prisma.$transaction((tx) => Promise.resolve(notify(tx, 'lost', '1')));
  await expect(lost).rejects.toThrow('only `transact` opens');
});

it('a payload that PostgreSQL would refuse is a programmer error', async () => {
  await expect(tell('long', 'x'.repeat(8_000))).rejects.toThrow('ids, not documents');
});

it('a channel may have any name', async () => {
  const { heard } = await hear('Odd "name"; DROP TABLE projects');
  await tell('Odd "name"; DROP TABLE projects', 'here');
  await waitFor(() => heard.length > 0);
  expect(heard[0]?.payload).toBe('here');
});

it('D1.15 a listener that is cut off listens again and tells of the gap', async () => {
  const { heard, errors, gaps } = await hear('ended');
  await database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'bonded-listen'`);
  await waitFor(() => gaps() === 2);
  await tell('ended', 'again');
  await waitFor(() => heard.length > 0);
  expect(errors).not.toHaveLength(0);
});

it('D3.11 a connection that falls silent is noticed within five seconds', async () => {
  const proxy = await silenceableProxy(url);
  const { gaps, heard } = await hear('silence', proxy.url);
  proxy.silence();
  await waitFor(() => gaps() >= 1, { timeoutMs: 5_000 });
  proxy.restore();
  await waitFor(() => gaps() === 2, { timeoutMs: 10_000 });
  await tell('silence', 'back');
  await waitFor(() => heard.length > 0);
  expect(heard[0]?.payload).toBe('back');
});

it('a listener that is no longer wanted closes its connection and reports no gap', async () => {
  await waitFor(async () => (await listenerCount()) === 0);
  const { gaps, errors, stop } = await hear('unwanted');
  expect(await listenerCount()).toBe(1);
  stop.abort();
  await waitFor(async () => (await listenerCount()) === 0);
  expect(gaps()).toBe(0);
  expect(errors).toEqual([]);
});

it('listening to a server that is not there fails at once', async () => {
  const nowhere = new URL(url);
  nowhere.port = '1';
  await expect(hear('nowhere', nowhere.href)).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
  });
});

/** A TCP proxy that can stop passing bytes on without closing anything: a cut cable. */
async function silenceableProxy(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (!isSilent) to.write(bytes);
      });
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterTest(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const through = new URL(target);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    silence: () => {
      isSilent = true;
    },
    restore: () => {
      isSilent = false;
    },
  };
}
