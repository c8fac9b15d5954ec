import { flushCompileCache } from 'node:module';
import { AppError } from '@bonded/kernel';

/** How long a process may take to finish what it has begun. */
const drainMaxMs = 25_000;

/**
 * Runs a process until SIGINT or SIGTERM: `start` gets the signal that aborts then and returns what
 * to dispose.
 * A configuration fault is printed as it is and ends with 78 (EX_CONFIG); anything else with 1.
 */
export async function runProcess(
  start: (signal: AbortSignal) => Promise<AsyncDisposable>,
): Promise<void> {
  const controller = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });
  try {
    const running = await start(controller.signal);
    // Now and not at the end: a process that is killed writes nothing.
    flushCompileCache();
    await stopped;
    // The deadline is the last resort: a connection that never ends must not keep the process.
    setTimeout(() => process.exit(1), drainMaxMs).unref();
    await running[Symbol.asyncDispose]();
    controller.abort(new Error('the process is stopping'));
  } catch (error) {
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
