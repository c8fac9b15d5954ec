/** A position in bytes that arrive in chunks. */
export class ByteCursor {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The bytes at hand. Valid until the next `fill`. */
  get rest(): Buffer {
    return this.#at === 0 ? this.#chunk : this.#chunk.subarray(this.#at);
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  /** Makes sure that there are bytes at hand; false at the end. */
  async fill(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#source.next();
      if (next.done) return false;
      const { buffer, byteOffset, byteLength } = next.value;
      this.#chunk = Buffer.from(buffer, byteOffset, byteLength);
      this.#at = 0;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
