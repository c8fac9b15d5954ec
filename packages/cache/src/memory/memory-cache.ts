import { assert, type Clock, systemClock } from '@bonded/kernel';
import { LRUCache } from 'lru-cache';
import { type Cache, keyCharsMax, valueBytesMax } from '../cache.ts';

export interface MemoryCacheOptions {
  /** How much the texts of all values may take together. */
  readonly bytesMax?: number;
  readonly clock?: Clock;
}

const defaultBytesMax = 64 * 1024 * 1024;

/** A cache inside this process: the default of a single process, forgetting the least used. */
export class MemoryCache implements Cache {
  readonly #entries: LRUCache<string, string>;

  constructor(options: MemoryCacheOptions = {}) {
    const clock = options.clock ?? systemClock;
    this.#entries = new LRUCache({
      maxSize: options.bytesMax ?? defaultBytesMax,
      maxEntrySize: valueBytesMax,
      sizeCalculation: (text, key) => Buffer.byteLength(text) + Buffer.byteLength(key),
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  get<T>(key: string, signal: AbortSignal): Promise<T | undefined> {
    return settled(signal, () => {
      const text = this.#entries.get(checkedKey(key));
      // Whoever reads a key knows what was set under it; the port cannot check it.
      return text === undefined ? undefined : (JSON.parse(text) as T);
    });
  }

  set<T>(key: string, value: T, ttlMs: number, signal: AbortSignal): Promise<void> {
    return settled(signal, () => {
      assert(ttlMs > 0, 'a cached value has a time to live');
      this.#entries.set(checkedKey(key), JSON.stringify(value), { ttl: ttlMs });
    });
  }

  delete(key: string, signal: AbortSignal): Promise<void> {
    return settled(signal, () => {
      this.#entries.delete(checkedKey(key));
    });
  }
}

function checkedKey(key: string): string {
  assert(key.length <= keyCharsMax, `a cache key has at most ${keyCharsMax} characters`);
  return key;
}

/** Runs `act` at once, and turns what it throws into a rejection as a remote driver would. */
function settled<T>(signal: AbortSignal, act: () => T): Promise<T> {
  return new Promise((resolve) => {
    signal.throwIfAborted();
    resolve(act());
  });
}
