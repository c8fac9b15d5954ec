import { type Actor, unauthenticated } from '@bonded/core/access';
import type { BondedEvent } from '@bonded/core/events';
import { Repeater } from 'graphql-yoga';
import type { GraphqlContext } from '../context.ts';
import { limits } from '../limits.ts';
import { subscriptionInterrupted } from './errors.ts';
import { enter } from './seats.ts';

/** One event for one subscriber, with the rights the subscriber has now. */
export interface Watched<Row> {
  readonly actor: Actor;
  readonly row: Row;
}

export interface Watch<Row> {
  /** What an event is about, or null when it does not matter. Several events about one thing count once. */
  keyOf(event: BondedEvent): string | null;
  /** Reads it under the subscriber's rights of this moment; null for what it may not see. */
  load(key: string, context: GraphqlContext): Promise<Row | null>;
}

/**
 * Tells a subscriber of changes until it leaves or loses its rights. Who it is, is asked again before every event
 * and every few seconds between them (D3.11). Errors: UNAUTHENTICATED, SUBSCRIPTION_INTERRUPTED, TOO_MANY_SUBSCRIPTIONS.
 */
export function watch<Row>(
  context: GraphqlContext,
  { keyOf, load }: Watch<Row>,
): Repeater<Watched<Row>> {
  const leave = enter(context.actor);
  return new Repeater<Watched<Row>>(async (push, stop) => {
    const inbox = openInbox(context, keyOf);
    let isOver = false;
    void stop.then(() => {
      isOver = true;
      inbox.wake();
    });
    try {
      while (!isOver) {
        await inbox.untilAwake();
        const actor = await stillThere(context);
        for (const key of inbox.take()) {
          const row = await load(key, context.renewed(actor));
          if (row !== null && !isOver) await push({ actor, row });
        }
      }
    } finally {
      inbox.close();
      leave();
      stop();
    }
  });
}

async function stillThere(context: GraphqlContext): Promise<Actor> {
  const actor = await context.reauthenticate();
  if (actor.kind === context.actor.kind && actor.userId === context.actor.userId) return actor;
  throw unauthenticated('Your session or key has ended.');
}

/** Keeps what is still to be told, each thing once, and wakes the teller. */
function openInbox(context: GraphqlContext, keyOf: Watch<unknown>['keyOf']) {
  const { events } = context.ports;
  const waiting = new Set<string>();
  let failure: Error | undefined;
  let bell = Promise.withResolvers<void>();
  const wake = (): void => bell.resolve();

  const unsubscribe = events.subscribe((event) => {
    const isOwn = event.type === 'access.changed' && concerns(event.userId, context.actor);
    const key = keyOf(event);
    if (key !== null) waiting.add(key);
    if (waiting.size > limits.subscriptionBacklogMax) {
      failure = subscriptionInterrupted('More changed than could be told. Connect again.');
    }
    if (key !== null || isOwn) wake();
  });
  const offGap = events.onGap(() => {
    failure = subscriptionInterrupted('Events may have been missed. Connect again.');
    wake();
  });
  const timer = setInterval(wake, limits.reauthenticateEveryMs);
  return {
    wake,
    async untilAwake(): Promise<void> {
      await bell.promise;
      bell = Promise.withResolvers();
      if (failure !== undefined) throw failure;
    },
    take(): string[] {
      const keys = [...waiting];
      waiting.clear();
      return keys;
    },
    close(): void {
      unsubscribe();
      offGap();
      clearInterval(timer);
    },
  };
}

function concerns(userId: string | null, actor: Actor): boolean {
  return userId === null || userId === actor.userId;
}
