import { expect, test } from 'vitest';
import { lastDays } from './last-days.ts';

test('days without anything are drawn as such, and today is the last', () => {
  const days = lastDays([{ day: '2026-03-01', count: 4 }], Date.parse('2026-03-02T12:00:00Z'));
  expect(days).toHaveLength(30);
  expect(days.slice(-3)).toEqual([
    { day: '2026-02-28', count: 0 },
    { day: '2026-03-01', count: 4 },
    { day: '2026-03-02', count: 0 },
  ]);
});
