/**
 * Yields the chunks of `body`, but stops waiting for the next one as soon as the signal aborts: a
 * client that went silent must not hold a descriptor. The source is told to stop, not waited for,
 * since it may be the one that hangs.
 */
export async function* abortableBody(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  signal.throwIfAborted();
  // One slot instead of Promise.race: a race against a long-lived promise leaks a reaction for
  // every chunk.
  let interrupt: (reason: unknown) => void = () => {};
  const onAbort = () => interrupt(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const source = body[Symbol.asyncIterator]();
  let isDone = false;
  try {
    for (;;) {
      const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        interrupt = reject;
        source.next().then(resolve, reject);
      });
      signal.throwIfAborted();
      isDone = next.done === true;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (!isDone) source.return?.().catch(() => {});
  }
}
