import { createTestDatabase } from '@bonded/testing';
import { beforeEach, expect, it } from 'vitest';
import { addJob, transact } from './index.ts';

const { database } = await createTestDatabase();

interface JobRow {
  readonly identifier: string;
  readonly payload: unknown;
  readonly key: string | null;
  readonly max_attempts: number;
  readonly run_at: Date;
  readonly queue_name: string | null;
}

async function jobs(): Promise<JobRow[]> {
  const { rows } = await database.pool.query<JobRow>(
    `SELECT task.identifier, payload, job.key, max_attempts, run_at, queue_name
     FROM graphile_worker._private_jobs AS job
     JOIN graphile_worker._private_tasks AS task ON task.id = task_id
     LEFT JOIN graphile_worker._private_job_queues AS queue ON queue.id = job_queue_id
     ORDER BY job.id`,
  );
  return rows;
}

beforeEach(async () => {
  await database.pool.query('DELETE FROM graphile_worker._private_jobs');
});

it('a job exists when its transaction commits', async () => {
  await transact(database, (tx) => addJob(tx, 'scan', { artifactId: 'a' }));
  const [job] = await jobs();
  expect(job).toMatchObject({ identifier: 'scan', payload: { artifactId: 'a' }, key: null });
});

it('a job does not exist when its transaction is rolled back', async () => {
  const lost = transact(database, async (tx) => {
    await addJob(tx, 'scan', { artifactId: 'a' });
    throw new Error('no');
  });
  await expect(lost).rejects.toThrow('no');
  expect(await jobs()).toEqual([]);
});

it('a job with the key of a waiting one replaces it', async () => {
  await transact(database, async (tx) => {
    await addJob(tx, 'scan', { round: 1 }, { jobKey: 'scan:a' });
    await addJob(tx, 'scan', { round: 2 }, { jobKey: 'scan:a' });
  });
  expect((await jobs()).map(({ payload }) => payload)).toEqual([{ round: 2 }]);
});

it('attempts, time and queue are as asked', async () => {
  const runAt = new Date('2030-01-02T03:04:05.678Z');
  await transact(database, (tx) =>
    addJob(tx, 'sweep', {}, { maxAttempts: 3, runAt, queueName: 'sweeps' }),
  );
  expect((await jobs())[0]).toMatchObject({ max_attempts: 3, run_at: runAt, queue_name: 'sweeps' });
});
