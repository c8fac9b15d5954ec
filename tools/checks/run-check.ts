import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { type Check, root } from './checks.ts';

/** No check takes this long; one that does hangs. */
const checkTimeoutMs = 600_000;

export interface Outcome {
  readonly check: Check;
  readonly isPassed: boolean;
  readonly durationMs: number;
  /** What the program printed, on both streams. */
  readonly output: string;
}

/** Asks one check. A program that cannot be started, or that runs out of time, has not passed. */
export async function runCheck(check: Check): Promise<Outcome> {
  const startedMs = performance.now();
  const child = spawn(check.program, [...check.args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: checkTimeoutMs,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  child.on('error', (error) => resolve(`\n${error.message}`));
  child.on('close', (code, signal) => {
    resolve(
      signal === null ? '' : `\nended by ${signal} after at most ${checkTimeoutMs} ms (${code})`,
    );
  });
  const [stdout, stderr, epitaph] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return {
    check,
    isPassed: child.exitCode === 0,
    durationMs: performance.now() - startedMs,
    output: `${stdout}${stderr}${epitaph}`.trim(),
  };
}

/** Runs checks, at most `concurrency` at a time, and tells of each as it ends. */
export async function runChecks(
  checks: readonly Check[],
  concurrency: number,
  tell: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const outcome = await runCheck(check);
      outcomes.push(outcome);
      tell(outcome);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return outcomes;
}
