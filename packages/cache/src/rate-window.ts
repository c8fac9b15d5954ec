import { assert } from '@bonded/kernel';
import type { RateLimit, RateVerdict } from './rate-counter.ts';

/*
 * A window is cut into twenty slots of time, each with a count. The slot that is only partly
 * inside the window counts whole, which is what makes the limit hold for every window, and what
 * a counter of two weighted windows cannot promise: that one admits twice the limit at a turn.
 */

/** Into how many slots a window is cut. */
export const slotsPerWindow = 20;

/** Events by number of slot: slot n begins n slot lengths after the epoch. */
export type SlotCounts = ReadonlyMap<number, number>;

/** The length of one slot. Throws for a limit that cannot be kept. */
export function slotMsOf(limit: RateLimit): number {
  assert(Number.isInteger(limit.countMax) && limit.countMax > 0, 'a rate limit admits something');
  assert(limit.windowMs >= slotsPerWindow, `a window has at least ${slotsPerWindow} ms`);
  return Math.ceil(limit.windowMs / slotsPerWindow);
}

/** The slots that still count at `nowMs`. */
export function liveSlots(slots: SlotCounts, slotMs: number, nowMs: number): SlotCounts {
  const oldest = Math.floor(nowMs / slotMs) - slotsPerWindow;
  return new Map([...slots].filter(([slot]) => slot >= oldest));
}

export function totalOf(slots: SlotCounts): number {
  return [...slots.values()].reduce((sum, count) => sum + count, 0);
}

/** The verdict on an event, given the slots as they are after it was counted or refused. */
export function verdictOf(
  admitted: boolean,
  slots: SlotCounts,
  limit: RateLimit,
  nowMs: number,
): RateVerdict {
  const retryAfterMs = admitted ? 0 : msUntilRoom(slots, limit, nowMs);
  return { admitted, count: totalOf(slots), retryAfterMs };
}

/** How long until enough of the oldest slots have left the window. */
function msUntilRoom(slots: SlotCounts, limit: RateLimit, nowMs: number): number {
  const slotMs = slotMsOf(limit);
  let remaining = totalOf(slots);
  let freeAtMs = nowMs;
  for (const [slot, count] of [...slots].toSorted(([a], [b]) => a - b)) {
    if (remaining < limit.countMax) break;
    remaining -= count;
    freeAtMs = (slot + slotsPerWindow + 1) * slotMs;
  }
  return Math.max(freeAtMs - nowMs, 1);
}
