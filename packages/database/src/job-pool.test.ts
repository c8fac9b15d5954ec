import { afterTest, createTestDatabase } from '@bonded/testing';
import { expect, it } from 'vitest';
import { createJobPool } from './index.ts';

const { database, url } = await createTestDatabase();

function openPool(at = url) {
  const pool = createJobPool(at, { max: 1, onPoolError: () => {} });
  afterTest(() => pool.end());
  return pool;
}

it('a refused connection is one to wait for', async () => {
  const refused = Object.assign(new URL(url), { port: '1' });
  await expect(openPool(refused.href).connect()).rejects.toMatchObject({ code: '57P03' });
});

it('a connection that is cut during a query is one to wait for', async () => {
  const client = await openPool().connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const cut = client.query('SELECT pg_sleep(30)');
  await Promise.all([
    expect(cut).rejects.toMatchObject({ code: '57P03' }),
    database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]),
  ]);
  client.release(true);
});

it('a fault of the statement stays what it is', async () => {
  await expect(openPool().query('SELEC')).rejects.toMatchObject({ code: '42601' });
});
