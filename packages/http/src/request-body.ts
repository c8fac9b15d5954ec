import type { IncomingMessage } from 'node:http';
import { defineError } from '@bonded/kernel';

/** The client went away in the middle of its body. */
const requestAborted = defineError('invalid', 'REQUEST_ABORTED');
/** The client sent its body so slowly that it only held a connection. */
const requestTooSlow = defineError('invalid', 'REQUEST_TOO_SLOW');

/** Protection against bodies that trickle: by rate, because an honest upload may take hours. */
export interface PaceLimits {
  readonly bytesPerSecondMin: number;
  /** Waiting time over which the rate is judged. */
  readonly windowMs: number;
}

export const defaultPace: PaceLimits = { bytesPerSecondMin: 512, windowMs: 60_000 };

export interface BodyChunksOptions {
  readonly signal?: AbortSignal;
  readonly pace?: PaceLimits;
  /**
   * Gives the memory of a chunk back when the next one is asked for: for readers that copy. Left to
   * the collector, a gigabyte of chunks costs more processor time than hashing it.
   */
  readonly freesChunks?: boolean;
}

const arrivals = ['readable', 'end', 'error', 'close'] as const;

/**
 * The body as it arrives. Unlike iterating the request itself, ending early leaves the connection
 * alone, so that a refusal can still be answered and read.
 *
 * @throws AppError `REQUEST_ABORTED`, `REQUEST_TOO_SLOW`; the signal's reason when it aborts
 */
export async function* bodyChunks(
  request: IncomingMessage,
  options: BodyChunksOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const pace = new Pace(options.pace ?? defaultPace, options.signal);
  const release = options.freesChunks === true ? free : () => {};
  let wake = () => {};
  const onArrival = () => wake();
  for (const event of arrivals) request.on(event, onArrival);
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      // A request without an encoding set gives Buffers.
      const chunk = request.read() as Buffer | null;
      if (chunk !== null) {
        pace.count(chunk.length);
        yield chunk;
        release(chunk);
      } else if (request.readableEnded) {
        break;
      } else if (request.destroyed) {
        throw requestAborted('The request ended before its body did.', { cause: request.errored });
      } else {
        const arrival = Promise.withResolvers<void>();
        wake = arrival.resolve;
        await pace.wait(arrival.promise);
      }
    }
  } finally {
    for (const event of arrivals) request.off(event, onArrival);
  }
  if (!request.complete) throw requestAborted('The request ended before its body did.');
}

/** Detaches memory that is the chunk's alone. Small chunks lie in a pool with others: they stay. */
function free({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** Counts only the time that we spent waiting for the client. */
class Pace {
  readonly #limits: PaceLimits;
  readonly #signal: AbortSignal | undefined;
  #waitedMs = 0;
  #bytes = 0;

  constructor(limits: PaceLimits, signal: AbortSignal | undefined) {
    this.#limits = limits;
    this.#signal = signal;
  }

  count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#waitedMs < this.#limits.windowMs) return;
    if (this.#bytes < (this.#limits.bytesPerSecondMin * this.#waitedMs) / 1000) throw tooSlow();
    this.#waitedMs = 0;
    this.#bytes = 0;
  }

  async wait(arrival: Promise<void>): Promise<void> {
    const startedMs = performance.now();
    const gate = Promise.withResolvers<never>();
    const onAbort = () => gate.reject(this.#signal?.reason);
    const timer = setTimeout(() => gate.reject(tooSlow()), this.#limits.windowMs);
    this.#signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await Promise.race([arrival, gate.promise]);
    } finally {
      clearTimeout(timer);
      this.#signal?.removeEventListener('abort', onAbort);
      this.#waitedMs += performance.now() - startedMs;
    }
  }
}

function tooSlow() {
  return requestTooSlow('The request body arrives too slowly.');
}
