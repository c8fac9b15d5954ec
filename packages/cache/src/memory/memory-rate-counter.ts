import { type Clock, systemClock } from '@bonded/kernel';
import { LRUCache } from 'lru-cache';
import type { RateCounter, RateLimit, RateVerdict } from '../rate-counter.ts';
import { liveSlots, type SlotCounts, slotMsOf, totalOf, verdictOf } from '../rate-window.ts';

export interface MemoryRateCounterOptions {
  /** How many keys are counted at once; the least used is forgotten first. */
  readonly keysMax?: number;
  readonly clock?: Clock;
}

const defaultKeysMax = 100_000;

/** Counts inside this process. Another replica, or a restart, begins at nothing. */
export class MemoryRateCounter implements RateCounter, AsyncDisposable {
  readonly #slots: LRUCache<string, SlotCounts>;
  readonly #clock: Clock;

  constructor(options: MemoryRateCounterOptions = {}) {
    // By weight: a bound on the number would take the memory of all keys at once.
    this.#slots = new LRUCache({
      maxSize: options.keysMax ?? defaultKeysMax,
      sizeCalculation: () => 1,
    });
    this.#clock = options.clock ?? systemClock;
  }

  take(key: string, limit: RateLimit, signal: AbortSignal): Promise<RateVerdict> {
    return this.#inWindow(key, limit, signal, ({ live, current, nowMs }) => {
      const admitted = totalOf(live) < limit.countMax;
      const after = admitted ? withCount(live, current, 1) : live;
      return { after, result: verdictOf(admitted, after, limit, nowMs) };
    });
  }

  giveBack(key: string, limit: RateLimit, signal: AbortSignal): Promise<void> {
    return this.#inWindow(key, limit, signal, ({ live }) => {
      const newest = Math.max(...live.keys());
      return { after: live.size === 0 ? live : withCount(live, newest, -1), result: undefined };
    });
  }

  count(key: string, limit: RateLimit, signal: AbortSignal): Promise<number> {
    return this.#inWindow(key, limit, signal, ({ live }) => ({
      after: live,
      result: totalOf(live),
    }));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#slots.clear();
    return Promise.resolve();
  }

  /** Reads, decides and writes in one turn of the event loop: nothing comes between. */
  #inWindow<T>(
    key: string,
    limit: RateLimit,
    signal: AbortSignal,
    decide: (window: Window) => { readonly after: SlotCounts; readonly result: T },
  ): Promise<T> {
    return new Promise((resolve) => {
      signal.throwIfAborted();
      const slotMs = slotMsOf(limit);
      const windowKey = `${limit.windowMs}:${key}`;
      const nowMs = this.#clock.now().getTime();
      const live = liveSlots(this.#slots.get(windowKey) ?? new Map(), slotMs, nowMs);
      const { after, result } = decide({ live, nowMs, current: Math.floor(nowMs / slotMs) });
      if (after.size === 0) this.#slots.delete(windowKey);
      else this.#slots.set(windowKey, after);
      resolve(result);
    });
  }
}

interface Window {
  readonly live: SlotCounts;
  readonly nowMs: number;
  /** The number of the slot that is now. */
  readonly current: number;
}

function withCount(slots: SlotCounts, slot: number, change: number): SlotCounts {
  const count = (slots.get(slot) ?? 0) + change;
  const changed = new Map(slots);
  if (count > 0) changed.set(slot, count);
  else changed.delete(slot);
  return changed;
}
