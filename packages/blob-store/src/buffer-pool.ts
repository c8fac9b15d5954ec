import { assert } from '@bonded/kernel';

/**
 * Large buffers that are used again: fresh pages for each transfer cost more than the copy into
 * them. Keeps at most `idleMax` at rest; more in flight than that are simply allocated and dropped.
 */
export class BufferPool {
  readonly sizeBytes: number;
  readonly #idleMax: number;
  readonly #idle: Uint8Array[] = [];

  constructor(options: { readonly sizeBytes: number; readonly idleMax: number }) {
    this.sizeBytes = options.sizeBytes;
    this.#idleMax = options.idleMax;
  }

  /** The content is whatever the last user left. */
  take(): Uint8Array {
    return this.#idle.pop() ?? Buffer.allocUnsafeSlow(this.sizeBytes);
  }

  give(buffer: Uint8Array): void {
    assert(buffer.length === this.sizeBytes, 'a buffer goes back whole to the pool it came from');
    if (this.#idle.length < this.#idleMax) this.#idle.push(buffer);
  }
}
