import type { Database } from './database.ts';
import { transact } from './transact.ts';

/** A worker that was not seen for this long is dead, or as good as dead. */
const aliveForSeconds = 30;
/** One beat frees the jobs of no more: the next one comes in seconds. */
const deadMax = 100;

/**
 * Says that a worker lives, and frees the jobs of those that do not: the job library alone would
 * keep them locked for four hours after a power cut. Returns how many workers were found dead.
 */
export function beatHeart(database: Database, workerId: string): Promise<number> {
  return transact(database, async (tx) => {
    // The database's clock alone: those of two workers may differ.
    await tx.$executeRaw`
      INSERT INTO worker_heartbeats (id, seen_at) VALUES (${workerId}, now())
      ON CONFLICT (id) DO UPDATE SET seen_at = now()`;
    const dead = await tx.$queryRaw<{ readonly id: string }[]>`
      SELECT DISTINCT job.locked_by AS id FROM graphile_worker._private_jobs job
      WHERE job.locked_by IS NOT NULL
        AND job.locked_at < now() - make_interval(secs => ${aliveForSeconds}::int)
        AND NOT EXISTS (
          SELECT 1 FROM worker_heartbeats worker
          WHERE worker.id = job.locked_by
            AND worker.seen_at > now() - make_interval(secs => ${aliveForSeconds}::int)
        )
      LIMIT ${deadMax}::int`;
    const ids = dead.map(({ id }) => id);
    if (ids.length > 0) {
      await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(${ids}::text[])`;
    }
    // Each start is a worker of its own: those that ended would stay for good. One that was only
    // paused says so at its next beat.
    await tx.$executeRaw`
      DELETE FROM worker_heartbeats
      WHERE seen_at < now() - make_interval(secs => ${aliveForSeconds}::int)`;
    return ids.length;
  });
}
