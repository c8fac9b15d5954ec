export interface Tee<T> {
  /** The same bytes for whoever keeps them. Fails when the inspection does. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Settles once the body has been read to its end, or failed. */
  readonly inspected: Promise<T>;
}

/**
 * Lets bytes be inspected while they are stored: one pass, no second copy, and the slower of the
 * two sets the pace. A refusal by the inspection fails the body, so that nothing is stored.
 */
export function tee<T>(
  source: AsyncIterable<Uint8Array>,
  inspect: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
): Tee<T> {
  const lane = new Lane();
  const inspected = inspect(lane.chunks()).finally(() => lane.close());
  // The body reports a failure as well, and may be the only one that is waited for.
  inspected.catch(() => {});
  return { body: pass(source, lane, inspected), inspected };
}

async function* pass(
  source: AsyncIterable<Uint8Array>,
  lane: Lane,
  inspected: Promise<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of source) {
      const isDone = lane.offer(chunk);
      yield chunk;
      // A chunk may be reused by its source once the next is asked for: both must be done with it.
      await isDone;
      if (lane.isClosed) await inspected;
    }
    lane.end();
    await inspected;
  } catch (error) {
    lane.fail(error);
    throw error;
  } finally {
    lane.fail(new Error('the body was not read to its end'));
  }
}

/** Hands over one chunk at a time. */
class Lane {
  #next = arrival();
  #done = Promise.withResolvers<void>();
  #following = arrival();
  #hasFailed = false;
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves when the other side asks for the next chunk, or wants no more. */
  offer(chunk: Uint8Array): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#done = Promise.withResolvers<void>();
    this.#next.resolve(chunk);
    return this.#done.promise;
  }

  end(): void {
    this.#next.resolve(null);
  }

  /** The first failure counts. One that comes while a chunk is on its way waits behind it. */
  fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#next.reject(error);
    this.#following.reject(error);
  }

  close(): void {
    this.#isClosed = true;
    this.#done.resolve();
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const chunk = await this.#next.promise;
      if (chunk === null) return;
      this.#next = this.#following;
      this.#following = arrival();
      yield chunk;
      this.#done.resolve();
    }
  }
}

/** `null` is the end. A failure that nobody waits for any more is no fault of the program. */
function arrival() {
  const waiting = Promise.withResolvers<Uint8Array | null>();
  waiting.promise.catch(() => {});
  return waiting;
}
