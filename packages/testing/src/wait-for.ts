import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Left out: five seconds. */
  readonly timeoutMs?: number;
  /** Said when the wait is over in vain. */
  readonly what?: string;
}

const timeoutMsDefault = 5_000;
const pollMs = 10;

/** Asks again and again until the answer is truthy, and returns it. */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = timeoutMsDefault, what = condition.toString() }: WaitOptions = {},
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer as Exclude<T, false | null | undefined | 0 | ''>;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`);
    }
    await delay(pollMs);
  }
}
