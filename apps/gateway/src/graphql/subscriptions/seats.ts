import type { Actor } from '@bonded/core/access';
import { limits } from '../limits.ts';
import { tooManySubscriptions } from './errors.ts';

/** Open subscriptions of this process, by who has them. */
const seats = new Map<string, number>();
let taken = 0;

/** Takes a seat and returns how to leave it, once. Errors: TOO_MANY_SUBSCRIPTIONS. */
export function enter(actor: Actor): () => void {
  const name = actor.userId ?? actor.kind;
  const own = seats.get(name) ?? 0;
  if (taken >= limits.subscriptionsMax || own >= limits.subscriptionsPerActorMax) {
    throw tooManySubscriptions('There are too many open subscriptions. Close one first.');
  }
  taken += 1;
  seats.set(name, own + 1);
  let isSeated = true;
  return () => {
    if (!isSeated) return;
    isSeated = false;
    taken -= 1;
    const left = (seats.get(name) ?? 1) - 1;
    if (left === 0) seats.delete(name);
    else seats.set(name, left);
  };
}
