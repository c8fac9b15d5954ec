import type { Prisma } from './generated/client.ts';
import type { Tx } from './transact.ts';

export interface JobOptions {
  /** A waiting job with the same key is replaced instead of doubled. */
  readonly jobKey?: string;
  readonly maxAttempts?: number;
  /** Lower runs sooner; 0 where nothing is said. */
  readonly priority?: number;
  readonly runAt?: Date;
  /** Jobs of one queue run one after the other. */
  readonly queueName?: string;
}

/** Enqueues a job for the worker. It exists when and only when the transaction commits. */
export async function addJob(
  tx: Tx,
  name: string,
  payload: Prisma.InputJsonValue,
  options: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM graphile_worker.add_job(
      ${name}::text,
      payload => ${JSON.stringify(payload)}::json,
      queue_name => ${options.queueName ?? null}::text,
      run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
      max_attempts => ${options.maxAttempts ?? null}::int,
      job_key => ${options.jobKey ?? null}::text,
      priority => ${options.priority ?? null}::int
    )`;
}
