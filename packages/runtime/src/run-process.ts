import { flushCompileCache } from 'node:module';
import { AppError } from '@bonded/kernel';

/** How long a process may take to finish what it has begun. */
const drainMaxMs = 25_000;

/**
 * Runs a process until SIGINT or SIGTERM: `start` gets the signal that aborts then and returns what
 * to dispose. A configuration fault is printed as it is and ends with 78 (EX_CONFIG); anything else
 * with 1. Who is told to stop while it still starts stops starting.
 */
export async function runProcess(
  start: (signal: AbortSignal) => Promise<AsyncDisposable>,
): Promise<void> {
  const controller = new AbortController();
  const stopping = new Error('the process is stopping');
  let isStarted = false;
  const stopped = new Promise<void>((resolve) => {
    const stop = () => {
      // The deadline is the last resort: a connection that never ends must not keep the process.
      setTimeout(() => process.exit(1), drainMaxMs).unref();
      if (!isStarted) controller.abort(stopping);
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  });
  try {
    const running = await start(controller.signal);
    isStarted = true;
    // Now and not at the end: a process that is killed writes nothing.
    flushCompileCache();
    await stopped;
    await running[Symbol.asyncDispose]();
    controller.abort(stopping);
  } catch (error) {
    if (error === stopping) return;
    controller.abort(error);
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = isConfigurationFault(error) ? 78 : 1;
    setTimeout(() => process.exit(), drainMaxMs).unref();
  }
}

function isConfigurationFault(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('CONFIGURATION_');
}

function describe(error: unknown): string {
  if (isConfigurationFault(error) && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
