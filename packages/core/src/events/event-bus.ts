import { listen } from '@bonded/database';
import { type BondedEvent, eventChannel, parseEvent } from './event.ts';

type Listener = (event: BondedEvent) => void;

/** What this process hears of the others (and of itself), after each commit. */
export interface EventBus {
  /** Calls back for every event until the returned function is called. Listeners must not throw. */
  subscribe(listener: Listener): () => void;
  /** Calls back when events may have been missed: whatever is cached must be thrown away. */
  onGap(listener: () => void): () => void;
}

export interface RunningEventBus extends EventBus {
  publish(event: BondedEvent): void;
  publishGap(): void;
}

export function createEventBus(): RunningEventBus {
  const listeners = new Set<Listener>();
  const gapListeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onGap: (listener) => {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    publish: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    publishGap: () => {
      for (const listener of [...gapListeners]) listener();
    },
  };
}

/** Feeds the bus from PostgreSQL until the signal aborts. */
export function feedEventBus(
  bus: RunningEventBus,
  options: {
    readonly url: string;
    readonly signal: AbortSignal;
    readonly onError: (error: unknown) => void;
  },
): Promise<void> {
  return listen(options.url, {
    channels: [eventChannel],
    signal: options.signal,
    onMessage: ({ payload }) => bus.publish(parseEvent(payload)),
    onGap: () => bus.publishGap(),
    onError: options.onError,
  });
}
