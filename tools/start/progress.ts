import type { Terminal } from './terminal.ts';

export interface ProgressOptions {
  /** The number of the first step: what came before was done by `bootstrap.mjs`. */
  readonly from: number;
  readonly to: number;
  readonly terminal: Terminal;
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
      terminal.begin(`[${number}/${to}] ${title}`);
      try {
        const result = await act();
        terminal.finish(`${((performance.now() - started) / 1000).toFixed(1)} s`);
        return result;
      } catch (error) {
        terminal.finish(signal.aborted ? 'stopped' : 'failed');
        throw error;
      }
    },
  };
}
