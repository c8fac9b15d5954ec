import type { Actor } from '@bonded/core/access';
import type { BondedEvent } from '@bonded/core/events';
import type { GraphqlContext } from '../context.ts';
import { limits } from '../limits.ts';
import { subscriptionInterrupted } from './errors.ts';

/** What one subscriber has still to be told. */
export interface Inbox {
  /** Resolves when there is something to tell or to check. Errors: SUBSCRIPTION_INTERRUPTED. */
  readonly untilAwake: () => Promise<void>;
  /** What has gathered since, each thing once. */
  readonly take: () => readonly string[];
  readonly wake: () => void;
  readonly close: () => void;
}

/** Gathers events by what they are about, and wakes its reader for them and every few seconds. */
export function openInbox(
  context: GraphqlContext,
  keyOf: (event: BondedEvent) => string | null,
): Inbox {
  const { events } = context.ports;
  const waiting = new Set<string>();
  let failure: Error | undefined;
  let bell = Promise.withResolvers<void>();
  const wake = (): void => bell.resolve();
  const fail = (why: string): void => {
    failure = subscriptionInterrupted(`${why} Connect again.`);
    wake();
  };

  const unsubscribe = events.subscribe((event) => {
    const key = keyOf(event);
    if (key !== null) waiting.add(key);
    if (waiting.size > limits.subscriptionBacklogMax) fail('More changed than could be told.');
    if (key !== null || changesRightsOf(context.actor, event)) wake();
  });
  const offGap = events.onGap(() => fail('Events may have been missed.'));
  const onClosing = (): void => fail('The server is stopping.');
  context.closing.addEventListener('abort', onClosing);
  const timer = setInterval(wake, limits.reauthenticateEveryMs);
  return {
    wake,
    untilAwake: async () => {
      await bell.promise;
      bell = Promise.withResolvers();
      if (failure !== undefined) throw failure;
    },
    take: () => {
      const keys = [...waiting];
      waiting.clear();
      return keys;
    },
    close: () => {
      unsubscribe();
      offGap();
      context.closing.removeEventListener('abort', onClosing);
      clearInterval(timer);
    },
  };
}

function changesRightsOf(actor: Actor, event: BondedEvent): boolean {
  if (event.type !== 'access.changed') return false;
  return event.userId === null || event.userId === actor.userId;
}
