import { expect, test } from 'vitest';
import { hasTerm, termsOf, withoutTerm, withTerm } from './search-terms.ts';

test('a term is added to what was typed, and never twice', () => {
  expect(withTerm('', 'is:held')).toBe('is:held');
  expect(withTerm('left-pad ', 'is:held')).toBe('left-pad is:held');
  expect(withTerm('IS:held left-pad', 'is:held')).toBe('IS:held left-pad');
});

test('a term is taken away wherever it stands, and nothing that only looks like it', () => {
  expect(withoutTerm('is:held left-pad is:held', 'is:held')).toBe('left-pad');
  expect(withoutTerm('-is:held "say is:held now"', 'is:held')).toBe('-is:held "say is:held now"');
  expect(withoutTerm('left-pad', 'is:held')).toBe('left-pad');
});

test('quoted text is one term', () => {
  expect(termsOf('a "b  c" -licence:"MIT OR Apache-2.0" d')).toEqual([
    'a',
    '"b  c"',
    '-licence:"MIT OR Apache-2.0"',
    'd',
  ]);
  expect(hasTerm('"x format:npm y"', 'format:npm')).toBe(false);
});
