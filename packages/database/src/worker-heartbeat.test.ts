import { createTestDatabase } from '@bonded/testing';
import { beforeEach, expect, it } from 'vitest';
import { addJob, beatHeart, transact } from './index.ts';

const { database } = await createTestDatabase();

beforeEach(async () => {
  await database.pool.query('DELETE FROM graphile_worker._private_jobs');
  await database.pool.query('DELETE FROM worker_heartbeats');
  await transact(database, (tx) => addJob(tx, 'scan', {}));
});

/** As a worker takes a job, some seconds ago. */
async function lockBy(worker: string, secondsAgo: number): Promise<void> {
  await database.pool.query(
    `UPDATE graphile_worker._private_jobs
     SET locked_by = $1, locked_at = now() - make_interval(secs => $2), attempts = 1`,
    [worker, secondsAgo],
  );
}

async function lockedBy(): Promise<string | null> {
  const { rows } = await database.pool.query<{ locked_by: string | null }>(
    'SELECT locked_by FROM graphile_worker._private_jobs',
  );
  return rows[0]?.locked_by ?? null;
}

it('the job of a worker that was not seen any more is anybody’s again', async () => {
  await lockBy('pool-dead', 60);
  expect(await beatHeart(database, 'pool-alive')).toBe(1);
  expect(await lockedBy()).toBeNull();
});

it('the job of a worker that was seen lately stays its own, however long it takes', async () => {
  await beatHeart(database, 'pool-busy');
  await lockBy('pool-busy', 3_600);
  expect(await beatHeart(database, 'pool-alive')).toBe(0);
  expect(await lockedBy()).toBe('pool-busy');
});

it('a worker that has just begun has time for its first beat', async () => {
  await lockBy('pool-new', 1);
  expect(await beatHeart(database, 'pool-alive')).toBe(0);
  expect(await lockedBy()).toBe('pool-new');
});

it('a worker that fell silent is dead', async () => {
  await beatHeart(database, 'pool-silent');
  await database.pool.query("UPDATE worker_heartbeats SET seen_at = now() - interval '1 minute'");
  await lockBy('pool-silent', 60);
  expect(await beatHeart(database, 'pool-alive')).toBe(1);
  expect(await lockedBy()).toBeNull();
});

it('a worker that ended leaves nothing behind', async () => {
  await beatHeart(database, 'pool-ended');
  await database.pool.query("UPDATE worker_heartbeats SET seen_at = now() - interval '1 minute'");
  expect(await beatHeart(database, 'pool-alive')).toBe(0);
  const { rows } = await database.pool.query('SELECT id FROM worker_heartbeats');
  expect(rows).toEqual([{ id: 'pool-alive' }]);
});
