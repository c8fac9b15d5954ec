import { expect, test } from 'vitest';
import { searchHints, viewOf } from './search-hints.ts';

test('words show packages and terms show artifacts, unless somebody chose', () => {
  expect(viewOf('left-pad', '')).toBe('packages');
  expect(viewOf('CVE-2021-44228', '')).toBe('artifacts');
  expect(viewOf('react is:held', '')).toBe('artifacts');
  expect(viewOf('react -dom', '')).toBe('artifacts');
  expect(viewOf('is:held', 'packages')).toBe('packages');
});

test('every hint is a term of its own', () => {
  expect(new Set(searchHints.map(({ term }) => term)).size).toBe(searchHints.length);
});
