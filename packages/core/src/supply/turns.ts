import { untilAborted } from '@bonded/kernel';

export interface Turn {
  readonly name: string;
  readonly signal: AbortSignal;
}

interface Queue {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets so many things of one name run at a time, in the order in which they came. Kept in the
 * process: each replica takes its own share.
 */
export class Turns {
  readonly #runningMax: number;
  readonly #queues = new Map<string, Queue>();

  constructor(runningMax: number) {
    this.#runningMax = runningMax;
  }

  /** Runs `act` when it is its turn. The signal ends the wait with its reason. */
  async take<Result>({ name, signal }: Turn, act: () => Promise<Result>): Promise<Result> {
    await this.#enter(name, signal);
    try {
      return await act();
    } finally {
      this.#leave(name);
    }
  }

  async #enter(name: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const queue = this.#queues.get(name) ?? { running: 0, waiting: [] };
    this.#queues.set(name, queue);
    if (queue.running < this.#runningMax) {
      queue.running += 1;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    queue.waiting.push(resolve);
    try {
      await untilAborted(promise, signal);
    } catch (error) {
      const at = queue.waiting.indexOf(resolve);
      // Its turn came in the same moment: it goes to the next.
      if (at === -1) this.#leave(name);
      else queue.waiting.splice(at, 1);
      throw error;
    }
  }

  /** The place goes to who waits longest, and is never free in between. */
  #leave(name: string): void {
    const queue = this.#queues.get(name);
    if (queue === undefined) return;
    const next = queue.waiting.shift();
    if (next !== undefined) return next();
    queue.running -= 1;
    if (queue.running === 0) this.#queues.delete(name);
  }
}
