/** How much an old measurement counts after a second. */
const memoryPerSecond = 0.75;
const intervalMsMin = 250;

export interface SpeedSample {
  readonly atMs: number;
  readonly bytes: number;
  readonly bytesPerSecond: number;
}

/**
 * The next estimate after `bytes` are known to have been sent; smooth, so that the time left does
 * not jump.
 */
export function nextSample(
  last: SpeedSample | undefined,
  bytes: number,
  atMs: number,
): SpeedSample {
  if (!last || bytes < last.bytes) return { atMs, bytes, bytesPerSecond: 0 };
  const elapsedMs = atMs - last.atMs;
  if (elapsedMs < intervalMsMin) return last;
  const measured = ((bytes - last.bytes) / elapsedMs) * 1000;
  const weight = last.bytesPerSecond === 0 ? 0 : memoryPerSecond ** (elapsedMs / 1000);
  return { atMs, bytes, bytesPerSecond: last.bytesPerSecond * weight + measured * (1 - weight) };
}

/** Seconds until the rest has been sent; undefined while nothing moves. */
export function secondsLeft(restBytes: number, bytesPerSecond: number): number | undefined {
  return bytesPerSecond > 0 ? restBytes / bytesPerSecond : undefined;
}
