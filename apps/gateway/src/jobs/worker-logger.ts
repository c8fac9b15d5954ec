import type { Runtime } from '@bonded/runtime';
import { Logger } from 'graphile-worker';

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const;

/** The worker library's log lines in our own log; its routine chatter is debug to us. */
export function workerLogger(logger: Runtime['logger']): Logger {
  return new Logger(() => (level, message, meta) => {
    logger[levels[level]]({ meta }, message);
  });
}
