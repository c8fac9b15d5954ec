const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const parentPollMs = 1_000;

/**
 * Aborts when somebody wants us to stop: a signal, or the death of `bootstrap.mjs`, which would
 * have passed the signal on. More signals change nothing: stopping has a deadline of its own.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of stopSignals) {
    process.on(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) controller.abort(new Error('stopped: the parent process is gone'));
  }, parentPollMs).unref();
  return controller.signal;
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // An abort listener alone does not keep a process alive.
    const awake = setInterval(() => {}, 2 ** 30);
    const done = (): void => {
      clearInterval(awake);
      resolve();
    };
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
