import { type Actor, unauthenticated } from '@bonded/core/access';
import type { BondedEvent } from '@bonded/core/events';
import { Repeater } from 'graphql-yoga';
import type { GraphqlContext } from '../context.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { enter } from './seats.ts';

/** One event for one subscriber, with the rights the subscriber has now. */
export interface Watched<Row> {
  readonly actor: Actor;
  readonly row: Row;
}

export interface Watch<Row> {
  /** What an event is about; null when it does not matter. Several about one thing count once. */
  readonly keyOf: (event: BondedEvent) => string | null;
  /** Reads it under the subscriber's rights of this moment; null for what it may not see. */
  readonly load: (key: string, context: GraphqlContext) => Promise<Row | null>;
}

/**
 * Tells a subscriber of changes until it leaves or loses its rights. Who it is, is asked again
 * before every event and every few seconds between them (D3.11).
 * Errors: UNAUTHENTICATED, SUBSCRIPTION_INTERRUPTED, TOO_MANY_SUBSCRIPTIONS.
 */
export function watch<Row>(
  context: GraphqlContext,
  { keyOf, load }: Watch<Row>,
): Repeater<Watched<Row>> {
  const leave = enter(context.actor);
  return new Repeater<Watched<Row>>(async (push, stop) => {
    const inbox = openInbox(context, keyOf);
    const hasLeft = leaving(stop, inbox);
    try {
      while (!hasLeft()) {
        await inbox.untilAwake();
        const actor = await stillThere(context);
        const renewed = () => context.renewed(actor);
        for await (const row of rowsOf(inbox.take(), (key) => load(key, renewed()))) {
          await push({ actor, row });
        }
      }
    } finally {
      inbox.close();
      leave();
      stop();
    }
  });
}

/** Reads one after the other, passing over what the subscriber may not see. */
async function* rowsOf<Row>(
  keys: readonly string[],
  load: (key: string) => Promise<Row | null>,
): AsyncGenerator<Row> {
  for (const key of keys) {
    const row = await load(key);
    if (row !== null) yield row;
  }
}

/** Says whether the subscriber has hung up, and wakes the teller when it does. */
function leaving(stop: PromiseLike<unknown>, inbox: Inbox): () => boolean {
  let isOver = false;
  const end = (): void => {
    isOver = true;
    inbox.wake();
  };
  stop.then(end, end);
  return () => isOver;
}

async function stillThere(context: GraphqlContext): Promise<Actor> {
  const actor = await context.reauthenticate();
  if (actor.kind === context.actor.kind && actor.userId === context.actor.userId) return actor;
  throw unauthenticated('Your session or key has ended.');
}
