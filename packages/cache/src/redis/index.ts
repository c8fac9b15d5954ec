import type { Secret } from '@bonded/kernel';
import { RedisConnection } from './connection.ts';
import { RedisCache } from './redis-cache.ts';
import { RedisRateCounter } from './redis-rate-counter.ts';

export type { RedisCache, RedisRateCounter };

/** Connects a cache to Redis or Valkey. Throws CACHE_UNAVAILABLE. */
export async function openRedisCache(url: Secret, signal: AbortSignal): Promise<RedisCache> {
  return new RedisCache(await RedisConnection.open(url, signal));
}

/** Connects a counter to Redis or Valkey. Throws CACHE_UNAVAILABLE. */
export async function openRedisRateCounter(
  url: Secret,
  signal: AbortSignal,
): Promise<RedisRateCounter> {
  return new RedisRateCounter(await RedisConnection.open(url, signal));
}
