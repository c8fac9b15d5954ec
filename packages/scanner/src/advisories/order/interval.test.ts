import { describe, expect, it } from 'vitest';
import {
  covers,
  holdsAny,
  type Interval,
  intersection,
  mergeIntervals,
  pointInterval,
} from './interval.ts';

const compare = (left: number, right: number) => left - right;
const until = (from: number | null, to: number | null): Interval<number> => {
  return { from, to, toInclusive: to === null };
};
const upTo = (from: number | null, to: number): Interval<number> => ({
  from,
  to,
  toInclusive: true,
});

describe('covers', () => {
  it.each([
    [until(1, 3), pointInterval(1), true],
    [until(1, 3), pointInterval(3), false],
    [upTo(1, 3), pointInterval(3), true],
    [until(1, 3), until(1, 3), true],
    [until(1, 3), upTo(1, 3), false],
    [upTo(1, 3), until(1, 3), true],
    [until(null, 3), until(null, 2), true],
    [until(1, 3), until(null, 2), false],
    [until(1, null), until(1, null), true],
    [until(1, 3), until(1, null), false],
    [until(null, null), until(null, null), true],
  ])('%j around %j: %s', (outer, inner, expected) => {
    expect(covers(compare, outer, inner)).toBe(expected);
  });
});

describe('mergeIntervals', () => {
  it('joins stretches that overlap or meet, and keeps gaps', () => {
    const merged = mergeIntervals(compare, [until(5, 6), until(2, 3), until(1, 2), upTo(2, 4)]);
    expect(merged).toEqual([upTo(1, 4), until(5, 6)]);
  });

  it('prefers the end that includes more', () => {
    expect(mergeIntervals(compare, [until(1, 3), upTo(2, 3)])).toEqual([upTo(1, 3)]);
    expect(mergeIntervals(compare, [upTo(1, 3), until(2, 3)])).toEqual([upTo(1, 3)]);
  });

  it('keeps a side open once it is open', () => {
    expect(mergeIntervals(compare, [until(1, null), until(2, 3), until(null, 1)])).toEqual([
      until(null, null),
    ]);
  });
});

describe('intersection', () => {
  it.each([
    [[], [until(null, null)]],
    [[until(1, 4), until(2, null)], [until(2, 4)]],
    [[until(null, 4), upTo(1, 4)], [until(1, 4)]],
    [[upTo(1, 4), until(null, 5), until(3, null)], [upTo(3, 4)]],
    [[upTo(1, 2), upTo(2, 3)], [pointInterval(2)]],
    [[until(1, 2), upTo(2, 3)], []],
    [[until(3, null), until(null, 1)], []],
  ])('of %j is %j', (intervals, expected) => {
    expect(intersection(compare, intervals)).toEqual(expected);
    expect(intersection(compare, intervals.toReversed())).toEqual(expected);
  });
});

describe('holdsAny', () => {
  it.each([
    [until(1, 2), true],
    [until(2, 2), false],
    [pointInterval(2), true],
    [upTo(3, 2), false],
    [until(null, 2), true],
    [until(2, null), true],
  ])('%j: %s', (interval, expected) => {
    expect(holdsAny(compare, interval)).toBe(expected);
  });
});
