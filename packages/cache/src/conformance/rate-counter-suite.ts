import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RateCounter } from '../rate-counter.ts';

/** One empty place for a whole suite. */
export interface RateCounterMedium {
  /** What two replicas would use; twice the same where the driver is not shared. */
  readonly counters: readonly [RateCounter, RateCounter];
  /** Lets a little time pass: turns a clock, or does nothing where the real one rules. */
  pass(ms: number): void;
  /** The time by which the driver counts, in ms. */
  nowMs(): number;
  dispose(): Promise<void>;
}

const patient = new AbortController().signal;
const hourMs = 3_600_000;
const perHour = (countMax: number) => ({ countMax, windowMs: hourMs });

/** Everything that `RateCounter` promises, for any driver. */
export function describeRateCounter(name: string, prepare: () => Promise<RateCounterMedium>): void {
  describe(`the ${name} rate counter`, () => {
    let medium: RateCounterMedium;
    let counter: RateCounter;
    beforeAll(async () => {
      medium = await prepare();
      counter = medium.counters[0];
    });
    afterAll(() => medium.dispose());

    async function admittedOf(key: string, count: number, countMax: number): Promise<number> {
      const verdicts = await Promise.all(
        Array.from({ length: count }, () => counter.take(key, perHour(countMax), patient)),
      );
      return verdicts.filter(({ admitted }) => admitted).length;
    }

    test('events are admitted up to the limit, then refused with the time to wait', async () => {
      const counts = [1, 2, 3];
      for (const count of counts) {
        const verdict = await counter.take('first', perHour(3), patient);
        expect(verdict).toEqual({ admitted: true, count, retryAfterMs: 0 });
      }
      const refused = await counter.take('first', perHour(3), patient);
      expect(refused).toMatchObject({ admitted: false, count: 3 });
      expect(refused.retryAfterMs).toBeGreaterThanOrEqual(hourMs);
      expect(refused.retryAfterMs).toBeLessThanOrEqual(hourMs * 1.05);
    });

    test('D3.20 400 events at once on two replicas admit the limit exactly', async () => {
      const takes = Array.from({ length: 400 }, (_, at) =>
        medium.counters[at % 2 === 0 ? 0 : 1].take('parallel', perHour(100), patient),
      );
      const verdicts = await Promise.all(takes);
      expect(verdicts.filter(({ admitted }) => admitted)).toHaveLength(100);
    });

    test('refused events are not counted', async () => {
      await admittedOf('refused', 50, 5);
      expect(await counter.count('refused', perHour(5), patient)).toBe(5);
      expect(await admittedOf('refused', 10, 10)).toBe(5);
    });

    test('an event that is given back makes room for one', async () => {
      await admittedOf('back', 5, 5);
      await counter.giveBack('back', perHour(5), patient);
      expect(await counter.count('back', perHour(5), patient)).toBe(4);
      expect(await admittedOf('back', 5, 5)).toBe(1);
    });

    test('giving back what was never taken lends nothing', async () => {
      await counter.giveBack('lent', perHour(2), patient);
      await counter.take('lent', perHour(2), patient);
      await counter.giveBack('lent', perHour(2), patient);
      await counter.giveBack('lent', perHour(2), patient);
      expect(await admittedOf('lent', 5, 2)).toBe(2);
    });

    test('keys, and windows of one key, are counted apart', async () => {
      await admittedOf('key', 5, 5);
      expect(await admittedOf('key ', 5, 5)).toBe(5);
      const shorter = { countMax: 5, windowMs: hourMs / 2 };
      expect((await counter.take('key', shorter, patient)).admitted).toBe(true);
    });

    test('counting alone counts nothing', async () => {
      expect(await counter.count('looked-at', perHour(1), patient)).toBe(0);
      expect(await counter.count('looked-at', perHour(1), patient)).toBe(0);
      expect(await admittedOf('looked-at', 1, 1)).toBe(1);
    });

    test('room comes back when it was said, and no sooner than the window has passed', async () => {
      const limit = { countMax: 2, windowMs: 400 };
      const startedMs = medium.nowMs();
      await counter.take('window', limit, patient);
      await counter.take('window', limit, patient);
      const askedMs = medium.nowMs();
      const { retryAfterMs } = await counter.take('window', limit, patient);
      const isAdmitted = async () => {
        medium.pass(5);
        return (await counter.take('window', limit, patient)).admitted;
      };
      await expect.poll(isAdmitted, { interval: 5, timeout: 5_000 }).toBe(true);
      expect(medium.nowMs() - startedMs).toBeGreaterThanOrEqual(limit.windowMs);
      expect(medium.nowMs() - askedMs).toBeGreaterThanOrEqual(retryAfterMs);
    });

    test('a limit that admits nothing, or a window without length, is our mistake', async () => {
      const none = { countMax: 0, windowMs: hourMs };
      await expect(counter.take('x', none, patient)).rejects.toThrow(/admits something/);
      const instant = { countMax: 1, windowMs: 0 };
      await expect(counter.take('x', instant, patient)).rejects.toThrow(/at least 20 ms/);
    });

    test('a call that was aborted rejects with the reason and counts nothing', async () => {
      const aborted = AbortSignal.abort(new Error('gone'));
      await expect(counter.take('aborted', perHour(1), aborted)).rejects.toThrow('gone');
      await expect(counter.giveBack('aborted', perHour(1), aborted)).rejects.toThrow('gone');
      expect(await counter.count('aborted', perHour(1), patient)).toBe(0);
    });
  });
}
