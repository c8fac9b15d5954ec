import { expect, test } from 'vitest';
import { figuresOf, hitRate, readDays, savedBytes } from './read-figures.ts';

const reads = [
  {
    day: '2026-01-31T00:00:00.000Z',
    hits: '6',
    misses: '1',
    bytesServed: '700',
    bytesFetched: '90',
  },
  {
    day: '2026-01-29T00:00:00.000Z',
    hits: '3',
    misses: '2',
    bytesServed: '50',
    bytesFetched: '60',
  },
].map((each) => ({ __typename: 'ProxyReads' as const, stale: '1', refused: '0', ...each }));

test('days add up', () => {
  const figures = figuresOf(reads);
  expect(figures).toEqual({
    ...{ hits: 9, misses: 3, stale: 2, refused: 0 },
    ...{ bytesServed: 750, bytesFetched: 150 },
  });
  expect(hitRate(figures)).toBe(75);
  expect(savedBytes(figures)).toBe(600);
});

test('a proxy that nobody asked has no rate, and one that only fetched saved nothing', () => {
  expect(hitRate({ hits: 0, misses: 0 })).toBeNull();
  expect(savedBytes({ bytesServed: 1, bytesFetched: 2 })).toBe(0);
});

test('every one of the last thirty days is there, whether it was counted or not', () => {
  const days = readDays(reads, Date.parse('2026-01-31T12:00:00Z'));
  expect(days).toHaveLength(30);
  expect(days.slice(-3)).toEqual([
    { day: '2026-01-29', hits: 3, misses: 2 },
    { day: '2026-01-30', hits: 0, misses: 0 },
    { day: '2026-01-31', hits: 6, misses: 1 },
  ]);
});
