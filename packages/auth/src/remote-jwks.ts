import type { KeyObject } from 'node:crypto';
import { type Clock, defineError, systemClock } from '@bonded/kernel';
import { fetchJwks } from './jwks-document.ts';

/** The gateway has not yet given its keys to this process. */
const keysUnavailable = defineError('unavailable', 'VERIFICATION_KEYS_UNAVAILABLE');

export interface RemoteJwksOptions {
  /** The gateway's `/.well-known/jwks.json`. */
  readonly url: URL;
  readonly clock?: Clock;
  /** Told about a refresh that failed while older keys still serve. */
  readonly onRefreshError?: (error: unknown) => void;
}

/** An unknown key id, which anybody can invent, causes at most one request in this time. */
export const unknownKidFetchEveryMs = 30_000;
/** Keys this old are fetched again behind the answer, so that a removed key is noticed. */
const refreshAfterMs = 60_000;
/** Before the first success nothing can be verified, so the wait is short. */
const firstFetchEveryMs = 1_000;
const fetchMsMax = 5_000;

/**
 * The gateway's public keys, for processes that verify its tokens. What was fetched last keeps
 * serving while the gateway is away.
 */
export class RemoteJwks {
  readonly #options: RemoteJwksOptions;
  readonly #clock: Clock;
  #keys: ReadonlyMap<string, KeyObject> | undefined;
  #fetchedAtMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #flight: Promise<void> | undefined;

  constructor(options: RemoteJwksOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * The key named `kid`, or `undefined` if the gateway does not publish it. Throws
   * VERIFICATION_KEYS_UNAVAILABLE only while no set has ever been fetched.
   */
  readonly find = async (kid: string, signal: AbortSignal): Promise<KeyObject | undefined> => {
    signal.throwIfAborted();
    const known = this.#keys?.get(kid);
    if (known) {
      this.#refreshBehind();
      return known;
    }
    if (this.#flight || this.#mayTry()) await waitFor(this.#refresh(), signal);
    if (!this.#keys) throw keysUnavailable('The keys that verify tokens cannot be fetched now.');
    return this.#keys.get(kid);
  };

  /** Fetches once at start, so that readiness can wait for it. Throws what `find` throws. */
  async warm(signal: AbortSignal): Promise<void> {
    if (!this.#keys && this.#mayTry()) await waitFor(this.#refresh(), signal);
    if (!this.#keys) throw keysUnavailable('The keys that verify tokens cannot be fetched now.');
  }

  #mayTry(): boolean {
    const everyMs = this.#keys ? unknownKidFetchEveryMs : firstFetchEveryMs;
    return this.#nowMs() - this.#triedAtMs >= everyMs;
  }

  #refreshBehind(): void {
    const isOld = this.#nowMs() - this.#fetchedAtMs >= refreshAfterMs;
    // The promise never rejects: its failure is reported, and the older keys go on serving.
    if (isOld && !this.#flight && this.#mayTry()) void this.#refresh();
  }

  /** One request at a time; whoever asks meanwhile shares it. */
  #refresh(): Promise<void> {
    this.#flight ??= this.#fetch().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #fetch(): Promise<void> {
    this.#triedAtMs = this.#nowMs();
    try {
      this.#keys = await fetchJwks(this.#options.url, AbortSignal.timeout(fetchMsMax));
      this.#fetchedAtMs = this.#nowMs();
    } catch (error) {
      this.#options.onRefreshError?.(error);
    }
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}

/** Waits no longer than `signal` allows; the work itself goes on for the others. */
async function waitFor(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
