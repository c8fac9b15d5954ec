import type { Field } from '../rows/row.ts';
import type { Contestant } from './contestant.ts';

type Start = (signal: AbortSignal) => Promise<Contestant>;

/** Starts every contestant once, when the first row asks for it. Disposing stops all. */
export function openField(signal: AbortSignal): Field & AsyncDisposable {
  const running = new AsyncDisposableStack();
  const started = new Map<Start, Promise<Contestant>>();
  const begin = async (start: Start) => running.use(await start(signal));
  return {
    get: <Kind extends Contestant>(start: (signal: AbortSignal) => Promise<Kind>) => {
      const contestant = started.get(start) ?? begin(start);
      started.set(start, contestant);
      // NOTE: what was started by a function is what that function gives.
      return contestant as Promise<Kind>;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
