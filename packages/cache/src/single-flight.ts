import { defineError, untilAborted } from '@bonded/kernel';

/** More different keys are being worked on at once than one process should. */
const flightsExhausted = defineError('unavailable', 'FLIGHTS_EXHAUSTED');

export interface SingleFlightLimits {
  /** How many keys may be worked on at once. */
  readonly flightsMax: number;
  /** After this the work is aborted, whoever waits for it. */
  readonly flightMsMax: number;
}

/**
 * Does the work for a key once, however many ask for it meanwhile. The work has its own signal:
 * whoever leaves, the first one included, leaves the others their answer.
 */
export class SingleFlight<T> {
  readonly #limits: SingleFlightLimits;
  readonly #flights = new Map<string, Promise<T>>();

  constructor(limits: SingleFlightLimits) {
    this.#limits = limits;
  }

  /** The answer of `act`, or of the same act already under way. Throws FLIGHTS_EXHAUSTED. */
  async run(
    key: string,
    signal: AbortSignal,
    act: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    return await untilAborted(this.#flights.get(key) ?? this.#start(key, act), signal);
  }

  #start(key: string, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#flights.size >= this.#limits.flightsMax) {
      throw flightsExhausted('Too much is being looked up at this moment. Try again.');
    }
    const timeout = AbortSignal.timeout(this.#limits.flightMsMax);
    const flight = untilAborted(act(timeout), timeout).finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}
