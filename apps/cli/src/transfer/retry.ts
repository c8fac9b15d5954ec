import { AppError } from '@bonded/kernel';

const attemptsMax = 8;
const waitMsMin = 500;
const waitMsMax = 15_000;

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Hears before each wait; for people who wonder why nothing moves. */
  readonly onWait: (error: AppError, waitMs: number) => void;
  readonly sleep: (waitMs: number) => Promise<void>;
}

/**
 * Counts failures that came without any progress between them, and waits longer after each. Whoever
 * moves a byte starts afresh: a bad line may cut a transfer a thousand times.
 */
export class Patience {
  readonly #options: RetryOptions;
  #failures = 0;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  progressed(): void {
    this.#failures = 0;
  }

  /** Waits, if it is worth to try again after `error`; otherwise throws it. */
  async waitAfter(error: unknown): Promise<void> {
    this.#options.signal.throwIfAborted();
    this.#failures += 1;
    if (!(error instanceof AppError) || !isPassing(error) || this.#failures > attemptsMax) {
      throw error;
    }
    const waitMs = Math.min(waitMsMin * 2 ** (this.#failures - 1), waitMsMax);
    this.#options.onWait(error, waitMs);
    await this.#options.sleep(waitMs);
  }
}

/** What is over by itself, and what is not, whatever its kind says. */
const passing = new Set(['UPLOAD_LOCKED', 'UPLOAD_OFFSET_CONFLICT', 'PARTIAL_OFFSET_MISMATCH']);
const lasting = new Set(['BLOB_STORE_FULL', 'CLI_ANSWER_UNREADABLE', 'UPLOADS_TOO_MANY']);

function isPassing({ code, kind }: AppError): boolean {
  if (lasting.has(code)) return false;
  return kind === 'unavailable' || kind === 'rate-limited' || passing.has(code);
}
