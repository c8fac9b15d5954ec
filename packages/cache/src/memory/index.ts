import { MemoryCache, type MemoryCacheOptions } from './memory-cache.ts';
import { MemoryRateCounter, type MemoryRateCounterOptions } from './memory-rate-counter.ts';

export { MemoryCache, type MemoryCacheOptions } from './memory-cache.ts';
export { MemoryRateCounter, type MemoryRateCounterOptions } from './memory-rate-counter.ts';

/** A cache that lives and dies with this process. */
export function openMemoryCache(options?: MemoryCacheOptions): MemoryCache {
  return new MemoryCache(options);
}

/** A counter that lives and dies with this process. */
export function openMemoryRateCounter(options?: MemoryRateCounterOptions): MemoryRateCounter {
  return new MemoryRateCounter(options);
}
