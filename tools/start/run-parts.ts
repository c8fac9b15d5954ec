import { join } from 'node:path';
import { type Part, startPart } from './part.ts';
import { openPartLog } from './part-log.ts';
import { supervise } from './supervise.ts';
import type { Terminal } from './terminal.ts';

export interface RunPartsOptions {
  /** In the order in which they stop, a stage after the other. All start together. */
  readonly stages: readonly (readonly Part[])[];
  readonly logsDir: string;
  readonly showsAllLogs: boolean;
  readonly terminal: Terminal;
  /** Ends the wait for them to become ready. */
  readonly signal: AbortSignal;
}

/** From the signal to the last SIGKILL; D1.13 allows thirty seconds for everything. */
const drainMsMax = 25_000;
/** What a later stage gets, however long the ones before it took. */
const drainMsMin = 3_000;

/**
 * Starts the processes and keeps them running. Errors: PART_FAILED, with all others stopped again.
 */
export async function runParts(
  options: RunPartsOptions,
): Promise<{ readonly stop: () => Promise<void> }> {
  let drainUntil = Number.POSITIVE_INFINITY;
  const drainMs = (): number =>
    Math.min(Math.max(drainUntil - performance.now(), drainMsMin), drainMsMax);
  const starts = options.stages.map((stage) =>
    stage.map((part) => keepRunning(part, options, drainMs)),
  );
  const stop = async (): Promise<void> => {
    drainUntil = performance.now() + drainMsMax;
    for (const stage of starts) {
      const started = (await Promise.allSettled(stage)).filter((one) => one.status === 'fulfilled');
      await Promise.all(started.map(({ value }) => value.stop()));
    }
  };
  try {
    await Promise.all(starts.flat());
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function keepRunning(
  part: Part,
  { logsDir, showsAllLogs, terminal, signal }: RunPartsOptions,
  drainMs: () => number,
): Promise<{ readonly stop: () => Promise<void> }> {
  const { name } = part;
  const path = join(logsDir, `${name}.log`);
  const log = openPartLog({ name, path, showsAll: showsAllLogs, terminal });
  return supervise({
    start: () => startPart(part, { log, drainMs, signal }),
    onCrash: ({ reason, waitMs }) => {
      const how = reason instanceof Error ? 'did not come up' : `ended (${String(reason)})`;
      terminal.say(`${name}: ${how}; next try in ${(waitMs / 1000).toFixed(1)} s. See ${path}`);
    },
    onRestart: () => terminal.say(`${name}: running again.`),
  });
}
