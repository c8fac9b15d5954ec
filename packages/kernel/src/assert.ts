/**
 * Thrown when our own code is wrong. Never caught below an edge; answered as a 500 without detail.
 */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** States what must be true if the program is right. `sentence` says what was expected. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new AssertionError(sentence);
}

/** Closes an exhaustive switch: the compiler proves that no case is left. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable case: ${String(value)}`);
}
