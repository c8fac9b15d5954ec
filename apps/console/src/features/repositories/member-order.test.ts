import { expect, test } from 'vitest';
import { moved, rowAt } from './member-order.ts';

const list = ['a', 'b', 'c'];

test.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
  [0, -1, 'abc'],
  [2, 3, 'abc'],
  [7, 0, 'abc'],
])('moving %i to %i makes %s', (from, to, expected) => {
  expect(moved(list, from, to).join('')).toBe(expected);
});

const rows = [
  { top: 0, bottom: 40 },
  { top: 40, bottom: 80 },
];

test.each([
  [-20, 0],
  [39, 0],
  [40, 1],
  [500, 1],
])('a pointer at %i is over row %i', (y, row) => {
  expect(rowAt(rows, y)).toBe(row);
});
