import { assert, defineError } from '@bonded/kernel';

/** Every place for hashing is taken and the queue is full. */
const busy = defineError('unavailable', 'SIGN_IN_BUSY');

export interface SemaphoreLimits {
  /** How many acts run at once. */
  readonly runningMax: number;
  /** How many more may wait; the next one is refused. */
  readonly waitingMax: number;
}

/** Lets a few acts run at once, a bounded number wait in order, and refuses the rest. */
export class Semaphore {
  readonly #limits: SemaphoreLimits;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: SemaphoreLimits) {
    assert(limits.runningMax > 0, 'at least one act may run');
    this.#limits = limits;
  }

  /** Runs `act` when a place is free. Throws SIGN_IN_BUSY on overflow, or the abort reason. */
  async run<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await act();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < this.#limits.runningMax) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#limits.waitingMax) {
      throw busy('Too many sign-ins at this moment. Try again in a few seconds.', {
        details: { retryAfterSeconds: 2 },
      });
    }
    await this.#wait(signal);
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1);
        reject(abortReasonOf(signal));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(admit);
    });
  }

  /** Hands the place to the longest waiter, so that the count of running acts never dips. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}

function abortReasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
