import { composeRuntime, type Runtime } from '@bonded/runtime';
import { run } from 'graphile-worker';
import type { GatewayConfig } from './config.ts';
import { scheduleOf } from './jobs/schedule.ts';
import { jobs } from './jobs/task-list.ts';
import { workerLogger } from './jobs/worker-logger.ts';

export interface Worker extends AsyncDisposable {
  readonly logger: Runtime['logger'];
}

const concurrentJobs = 4;
/** The heartbeat behind NOTIFY: how late a job may start when a notification was lost. */
const pollIntervalMs = 1_000;

/**
 * The worker: the same image as the gateway, by its other entry. It does what takes longer than a
 * request.
 */
export async function composeWorker(config: GatewayConfig, signal: AbortSignal): Promise<Worker> {
  const runtime = await composeRuntime(config, { role: 'worker', signal });
  const runner = await run({
    pgPool: runtime.ports.database.pool,
    concurrency: concurrentJobs,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    taskList: jobs(runtime),
    crontab: scheduleOf(config),
    logger: workerLogger(runtime.logger),
  });
  return {
    logger: runtime.logger,
    [Symbol.asyncDispose]: async () => {
      await runner.stop();
      await runtime[Symbol.asyncDispose]();
    },
  };
}
