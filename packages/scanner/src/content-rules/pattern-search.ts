/** Finds byte patterns in a stream of chunks, also where one straddles two of them. */
export class PatternSearch {
  readonly #patterns: readonly Buffer[];
  readonly #overlapBytes: number;
  readonly #found = new Set<number>();
  #tail = Buffer.alloc(0);

  constructor(patterns: readonly Buffer[]) {
    this.#patterns = patterns;
    this.#overlapBytes = Math.max(0, ...patterns.map((pattern) => pattern.length - 1));
  }

  /** Indices of the patterns that were seen so far. */
  get found(): ReadonlySet<number> {
    return this.#found;
  }

  feed(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const seam = Buffer.concat([this.#tail, bytes.subarray(0, this.#overlapBytes)]);
    for (const [index, pattern] of this.#patterns.entries()) {
      if (this.#found.has(index)) continue;
      if (seam.includes(pattern) || bytes.includes(pattern)) this.#found.add(index);
    }
    // Copied, because a chunk is only valid until the next one is asked for.
    const joined = bytes.length >= this.#overlapBytes ? bytes : Buffer.concat([this.#tail, bytes]);
    this.#tail = Buffer.from(joined.subarray(Math.max(0, joined.length - this.#overlapBytes)));
  }
}
