import { EventEmitter } from 'node:events';
import { createJobPool } from '@bonded/database';
import { composeRuntime, type Runtime } from '@bonded/runtime';
import { run, type WorkerEvents } from 'graphile-worker';
import type { GatewayConfig } from './config.ts';
import { keepHeartBeating } from './jobs/heartbeat.ts';
import { scheduleOf } from './jobs/schedule.ts';
import { jobs } from './jobs/task-list.ts';
import { workerLogger } from './jobs/worker-logger.ts';

export interface Worker extends AsyncDisposable {
  readonly logger: Runtime['logger'];
}

const concurrentJobs = 4;
/** A job has one at most while it is taken and told of; one more listens. */
const jobConnectionsMax = concurrentJobs + 1;
/** The heartbeat behind NOTIFY: how late a job may start when a notification was lost. */
const pollIntervalMs = 1_000;

/**
 * The worker: the same image as the gateway, by its other entry. It does what takes longer than a
 * request.
 */
export async function composeWorker(config: GatewayConfig, signal: AbortSignal): Promise<Worker> {
  await using opened = new AsyncDisposableStack();
  const runtime = opened.use(await composeRuntime(config, { role: 'worker', signal }));
  const { logger } = runtime;
  const pool = createJobPool(config.databaseUrl.reveal(), {
    max: jobConnectionsMax,
    onPoolError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  opened.defer(() => pool.end());
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    opened.use(keepHeartBeating(runtime, workerPool.id));
  });
  const runner = await run({
    pgPool: pool,
    concurrency: concurrentJobs,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    taskList: jobs(runtime),
    crontab: scheduleOf(config),
    logger: workerLogger(logger),
    events,
  });
  opened.defer(() => runner.stop());
  const disposables = opened.move();
  return { logger, [Symbol.asyncDispose]: () => disposables.disposeAsync() };
}
