import type { AttemptCounter } from '@bonded/auth';
import type { RuntimeConfig } from './config.ts';

/**
 * Opens the counter of failed sign-ins: shared where there is a Redis, this process's own
 * otherwise.
 */
export async function openAttemptCounter(
  config: RuntimeConfig,
  signal: AbortSignal,
): Promise<AttemptCounter & AsyncDisposable> {
  if (config.redisUrl === null) {
    const { openMemoryRateCounter } = await import('@bonded/cache/memory');
    return openMemoryRateCounter();
  }
  const { openRedisRateCounter } = await import('@bonded/cache/redis');
  return openRedisRateCounter(config.redisUrl, signal);
}
