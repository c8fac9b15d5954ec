import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino';
import { toSafeLine } from './safe-line.ts';

export type { Logger };

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

export interface LoggerOptions {
  /** Which of our processes speaks: `gateway`, `worker`, `blob`. */
  readonly role: string;
  readonly level?: LogLevel;
  /** Where lines go: standard output, unless a test wants them. */
  readonly destination?: DestinationStream;
}

const { errWithCause } = stdSerializers;

/**
 * The log of one process: one JSON record a line, whatever is logged. Secrets are taken out by
 * their name and by their shape, long values are cut, and no character can end a line or turn a
 * terminal's head. Errors under `err`, `error` and `cause` come with their stack and causes.
 */
export function createLogger(options: LoggerOptions): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { role: options.role, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: errWithCause, error: errWithCause, cause: errWithCause },
      // The one gate behind everything: children, serialisers and plugins cannot go around it.
      hooks: { streamWrite: toSafeLine },
    },
    options.destination ?? destination({ fd: 1 }),
  );
}
