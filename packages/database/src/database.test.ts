import { createTestDatabase, waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { createDatabase, isReachable } from './index.ts';

const { database, url } = await createTestDatabase();

function ownDatabase(onPoolError: (error: Error) => void = () => {}) {
  return createDatabase({ url, poolMax: 3, statementTimeoutMs: 200, onPoolError });
}

const endAllOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;

it('D1.15 idle connections that PostgreSQL ends are reported and replaced', async () => {
  const errors: Error[] = [];
  await using own = ownDatabase((error) => errors.push(error));
  await own.prisma.project.count();
  await database.pool.query(endAllOthers);
  await waitFor(() => errors.length > 0);
  expect(await own.prisma.project.count()).toBe(0);
});

it('D1.15 a query whose connection PostgreSQL ends fails as DATABASE_UNAVAILABLE', async () => {
  await using own = ownDatabase();
  const query = own.prisma.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  await expect(query).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', kind: 'unavailable' });
  expect(await own.prisma.project.count()).toBe(0);
});

it('a server that is not there fails every query as DATABASE_UNAVAILABLE', async () => {
  const nowhere = new URL(url);
  nowhere.port = '1';
  await using own = createDatabase({
    url: nowhere.href,
    poolMax: 1,
    statementTimeoutMs: 200,
    onPoolError: () => {},
  });
  await expect(own.prisma.project.count()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  expect(await isReachable(own)).toBe(false);
  expect(await isReachable(database)).toBe(true);
});

it('a statement that runs longer than the limit is cancelled', async () => {
  await using own = ownDatabase();
  await expect(own.prisma.$queryRaw`SELECT pg_sleep(5)::text`).rejects.toThrow('statement timeout');
});

it('closing twice is closing once', async () => {
  const own = ownDatabase();
  await own.prisma.project.count();
  await Promise.all([own.close(), own.close()]);
  expect(own.pool.totalCount).toBe(0);
});

it('a statement that is run again is prepared once a connection', async () => {
  await using own = createDatabase({
    url,
    poolMax: 1,
    statementTimeoutMs: 1_000,
    onPoolError: () => {},
  });
  for (let run = 0; run < 4; run += 1) await own.prisma.project.findMany();
  const { rows } = await own.pool.query('SELECT name FROM pg_prepared_statements');
  expect(rows).toEqual([{ name: 'bonded_0' }]);
});

it('counts up to a bound in whatever order the rows come', async () => {
  await using own = createDatabase({
    url,
    poolMax: 1,
    statementTimeoutMs: 1_000,
    onPoolError: () => {},
  });
  const statements: unknown[] = [];
  own.pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
    Object.assign(client, {
      query: (...asked: unknown[]) => {
        statements.push((asked[0] as { readonly text?: string }).text);
        return query(...asked);
      },
    });
  });
  await own.prisma.project.count({ where: { name: { contains: 'a' } }, take: 10 });
  const counts = statements.filter((text) => String(text).startsWith('SELECT COUNT'));
  expect(counts).toHaveLength(1);
  expect(counts[0]).toMatch(/LIMIT/);
  expect(counts[0]).not.toMatch(/ORDER BY/);
});
