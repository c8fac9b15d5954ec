/** At most `countMax` events within any `windowMs`. */
export interface RateLimit {
  readonly countMax: number;
  readonly windowMs: number;
}

export interface RateVerdict {
  readonly admitted: boolean;
  /** Events in the window, this one included if it was admitted. */
  readonly count: number;
  /** When a refused event may be tried again; 0 for an admitted one. */
  readonly retryAfterMs: number;
}

/**
 * Counts events against limits, atomically across replicas where the driver is shared. No window
 * of `windowMs`, wherever it starts, ever holds more than `countMax` admitted events; in return
 * an event may be remembered for a twentieth longer. Refused events are not counted.
 * Every method throws CACHE_UNAVAILABLE when the driver's server is away, and the abort reason.
 */
export interface RateCounter {
  /** Counts one more event if the window has room for it. */
  take(key: string, limit: RateLimit, signal: AbortSignal): Promise<RateVerdict>;
  /** Uncounts one event that turned out not to matter. */
  giveBack(key: string, limit: RateLimit, signal: AbortSignal): Promise<void>;
  /** How many events the window holds now. */
  count(key: string, limit: RateLimit, signal: AbortSignal): Promise<number>;
}
