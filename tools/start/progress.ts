export interface ProgressOptions {
  /** The number of the first step: what came before was done by `bootstrap.mjs`. */
  readonly from: number;
  readonly to: number;
  readonly terminal: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** Says what is being done and how long it took, a line for each step. */
export interface Progress {
  /** Does not begin when the signal has aborted. */
  step<T>(title: string, act: () => Promise<T>): Promise<T>;
}

export function createProgress({ from, to, terminal, signal }: ProgressOptions): Progress {
  let number = from - 1;
  return {
    async step(title, act) {
      signal.throwIfAborted();
      number += 1;
      const started = performance.now();
      terminal.write(`[${number}/${to}] ${title} … `);
      try {
        const result = await act();
        terminal.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
        return result;
      } catch (error) {
        terminal.write(signal.aborted ? 'stopped\n' : 'failed\n');
        throw error;
      }
    },
  };
}
