import { expect, test } from 'vitest';
import { code39Bars } from './code39.ts';

test('a character is five bars, three of its nine elements wide, between start and stop', () => {
  expect(code39Bars('B').bars).toHaveLength(15);
  expect(code39Bars('BD-7F3K2Q').bars).toHaveLength(5 * 11);
});

test('every character of the set has the same width', () => {
  const widths = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'
    .split('')
    .map((one) => code39Bars(one).width);
  expect(new Set(widths).size).toBe(1);
});
