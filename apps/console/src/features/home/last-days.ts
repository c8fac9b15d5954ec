import type { DayValue } from '#ui/DayBars.tsx';

const dayMs = 24 * 60 * 60 * 1000;
const daysShown = 30;

/** The last days up to today (UTC), with a zero for each that the gateway did not name. */
export function lastDays(counted: readonly DayValue[], nowMs: number): readonly DayValue[] {
  const counts = new Map(counted.map(({ day, count }) => [day, count]));
  return Array.from({ length: daysShown }, (_, index) => {
    const at = new Date(nowMs - (daysShown - 1 - index) * dayMs);
    const day = at.toISOString().slice(0, 10);
    return { day, count: counts.get(day) ?? 0 };
  });
}
