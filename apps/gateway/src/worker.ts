import { runProcess } from '@bonded/runtime';
import { composeWorker } from './compose-worker.ts';
import { readConfig } from './config.ts';

await runProcess(async (signal) => {
  const worker = await composeWorker(readConfig(process.env), signal);
  worker.logger.info('the worker is waiting for jobs');
  return worker;
});
