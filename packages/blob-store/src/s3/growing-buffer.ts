const bytesAtFirst = 64 * 1024;

/** Gathers up to a fixed number of bytes; its memory grows with what really came. */
export class GrowingBuffer {
  #memory = Buffer.alloc(0);
  #sizeBytes = 0;
  #bytesMax: number;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get isFull(): boolean {
    return this.#sizeBytes === this.#bytesMax;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** What was gathered; valid until the next `take` or `reset`. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#sizeBytes);
  }

  /** Copies as much of the chunk as there is room for; answers the rest of it. */
  take(chunk: Uint8Array): Uint8Array {
    const part = chunk.subarray(0, this.#bytesMax - this.#sizeBytes);
    this.#grow(this.#sizeBytes + part.length);
    this.#memory.set(part, this.#sizeBytes);
    this.#sizeBytes += part.length;
    return chunk.subarray(part.length);
  }

  /** Starts again, empty, keeping the memory. */
  reset(bytesMax: number): void {
    this.#sizeBytes = 0;
    this.#bytesMax = bytesMax;
  }

  #grow(neededBytes: number): void {
    if (neededBytes <= this.#memory.length) return;
    const doubled = Math.max(neededBytes, bytesAtFirst, 2 * this.#memory.length);
    const grown = Buffer.allocUnsafeSlow(Math.min(doubled, this.#bytesMax));
    grown.set(this.bytes);
    this.#memory = grown;
  }
}
