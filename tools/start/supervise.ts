import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { bestEffort } from '@bonded/kernel';

/** Something that was started: it ends by itself or by `stop`. */
export interface Running {
  readonly exited: Promise<unknown>;
  /** Resolves when it is gone. Idempotent. */
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  readonly start: () => Promise<Running>;
  /** Hears that it ended by itself, or could not be started again, and how long we wait now. */
  readonly onCrash: (event: { readonly waitMs: number; readonly reason: unknown }) => void;
  readonly onRestart: () => void;
}

const backoffMsMin = 250;
/**
 * A process that must be back within ten seconds, however often it ended (D1.15), cannot wait
 * longer.
 */
const backoffMsMax = 1_000;
/** Whoever ran this long has recovered: the next crash is a first one. */
const healthyAfterMs = 10_000;

/**
 * Starts something and starts it again whenever it ends by itself. Rejects if it cannot start at
 * all.
 */
export async function supervise(
  options: SuperviseOptions,
): Promise<{ readonly stop: () => Promise<void> }> {
  const stopping = new AbortController();
  let running: Running | undefined = await options.start();

  const keepRunning = async (): Promise<void> => {
    let crashes = 0;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const reason = await running?.exited;
      if (stopping.signal.aborted) return;
      crashes = performance.now() - startedAt > healthyAfterMs ? 1 : crashes + 1;
      running = await startAgain(options, crashes, reason, stopping.signal);
    }
  };
  const loop = keepRunning();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await running?.stop();
    await loop;
    // It may have come up while we were stopping.
    await running?.stop();
  };
  return { stop };
}

async function startAgain(
  options: SuperviseOptions,
  crashes: number,
  reason: unknown,
  signal: AbortSignal,
): Promise<Running | undefined> {
  const baseMs = Math.min(backoffMsMin * 2 ** (crashes - 1), backoffMsMax);
  const waitMs = baseMs + randomInt(baseMs);
  options.onCrash({ waitMs, reason });
  await bestEffort('cut short when we stop', () => delay(waitMs, undefined, { signal }));
  if (signal.aborted) return undefined;
  try {
    const running = await options.start();
    options.onRestart();
    return running;
  } catch (error) {
    return { exited: Promise.resolve(error), stop: async () => {} };
  }
}
