import { untilAborted } from '@bonded/kernel';
import { LRUCache } from 'lru-cache';

export interface LocalCacheOptions<Value> {
  readonly entriesMax: number;
  /** A bound on what all entries weigh together, where they differ: bytes, for documents. */
  readonly weight?: { readonly max: number; readonly of: (value: Value) => number };
  /** How stale an answer may be when an invalidation got lost. */
  readonly ttlMs: number;
}

/**
 * Answers kept inside this process: one load a key however many ask, and nothing that was
 * invalidated while it was being loaded is ever kept.
 */
export class LocalCache<Value extends object> {
  readonly #entries: LRUCache<string, Value>;
  readonly #flights = new Map<string, Promise<Value>>();

  constructor(options: LocalCacheOptions<Value>) {
    const { entriesMax, ttlMs, weight = { max: entriesMax, of: () => 1 } } = options;
    // No entry weighs less, so there are never more of them. Its own bound on their number would
    // take the memory of all at once, full or not.
    const weightMin = Math.ceil(weight.max / entriesMax);
    this.#entries = new LRUCache({
      ttl: ttlMs,
      maxSize: weight.max,
      sizeCalculation: (value: Value) => Math.max(weightMin, weight.of(value)),
    });
  }

  /**
   * The kept answer, or `load()`'s. A failed load is not kept. A signal ends the caller's wait and
   * not the load, for others may be waiting too: `load` never depends on one caller.
   */
  get(key: string, load: () => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    const kept = this.#entries.get(key);
    if (kept !== undefined) return Promise.resolve(kept);
    const flight = this.#flights.get(key) ?? this.#load(key, load);
    return signal === undefined ? flight : untilAborted(flight, signal);
  }

  /** The kept answer only: for hot paths that must not wait. */
  peek(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  /** Keeps what is known already, in place of whatever is being loaded. */
  put(key: string, value: Value): void {
    this.#flights.delete(key);
    this.#entries.set(key, value);
  }

  delete(key: string): void {
    this.#entries.delete(key);
    this.#flights.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#flights.clear();
  }

  #load(key: string, load: () => Promise<Value>): Promise<Value> {
    const flight = load().then(
      (value) => {
        this.#land(key, flight, value);
        return value;
      },
      (error: unknown) => {
        this.#land(key, flight);
        throw error;
      },
    );
    this.#flights.set(key, flight);
    return flight;
  }

  /** Only the flight that is still the current one may leave its answer behind. */
  #land(key: string, flight: Promise<Value>, value?: Value): void {
    if (this.#flights.get(key) !== flight) return;
    this.#flights.delete(key);
    if (value !== undefined) this.#entries.set(key, value);
  }
}
