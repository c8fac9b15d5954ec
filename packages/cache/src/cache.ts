/**
 * Keeps values for a while, across replicas where the driver is shared. It may forget at any
 * time: correctness never rests on it. Values are JSON, and a copy of what was set comes back.
 * Every method throws CACHE_UNAVAILABLE when the driver's server is away, and the abort reason.
 */
export interface Cache {
  get<T>(key: string, signal: AbortSignal): Promise<T | undefined>;
  /** Keeps `value` for `ttlMs` at most. One that is larger than the driver's bound is not kept. */
  set<T>(key: string, value: T, ttlMs: number, signal: AbortSignal): Promise<void>;
  /** Nothing that was set before this call comes back after it. */
  delete(key: string, signal: AbortSignal): Promise<void>;
}

/** Longer keys are a mistake of ours: hash what a client chose. */
export const keyCharsMax = 1024;

/** A JSON text above this is not kept. */
export const valueBytesMax = 1024 * 1024;
