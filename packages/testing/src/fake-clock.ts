import type { Clock } from '@bonded/kernel';

export interface FakeClock extends Clock {
  advance(ms: number): void;
  set(now: Date): void;
}

/** A clock that only moves when the test moves it. */
export function fakeClock(start = new Date('2026-01-01T00:00:00.000Z')): FakeClock {
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    advance(ms) {
      nowMs += ms;
    },
    set(now) {
      nowMs = now.getTime();
    },
  };
}
