import { expect, test } from 'vitest';
import { searchHints, viewOf, withTerm } from './search-hints.ts';

test('a hint is added to what was typed, and never twice', () => {
  expect(withTerm('', 'is:held')).toBe('is:held');
  expect(withTerm('left-pad ', 'is:held')).toBe('left-pad is:held');
  expect(withTerm('is:held left-pad', 'is:held')).toBe('is:held left-pad');
});

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
