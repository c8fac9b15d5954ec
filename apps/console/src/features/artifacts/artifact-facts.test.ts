import { expect, test } from 'vitest';
import { factsOf } from './artifact-facts.ts';

test('texts, numbers, lists and people are facts, whatever the format calls them', () => {
  expect(
    factsOf({
      requires_python: '>=3.9',
      fileCount: 12,
      isPlugin: false,
      keywords: ['pad', 'left'],
      author: { name: 'Ada', email: 'ada@acme.test' },
      repository: { type: 'git', url: 'https://acme.test/x.git' },
    }),
  ).toEqual([
    { name: 'Requires python', value: '>=3.9' },
    { name: 'File count', value: '12' },
    { name: 'Is plugin', value: 'No' },
    { name: 'Keywords', value: 'pad, left' },
    { name: 'Author', value: 'Ada' },
    { name: 'Repository', value: 'https://acme.test/x.git' },
  ]);
});

test('what is deep, empty or no object is none', () => {
  expect(factsOf({ a: { b: { c: 1 } }, d: [], e: [{}], f: '', g: null })).toEqual([]);
  for (const odd of [null, undefined, 'text', 7, ['a']]) expect(factsOf(odd)).toEqual([]);
});

test('a stranger cannot fill the page', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 'x']));
  expect(factsOf(many)).toHaveLength(40);
  expect(factsOf({ a: 'x'.repeat(10_000) })[0]?.value).toHaveLength(601);
});
