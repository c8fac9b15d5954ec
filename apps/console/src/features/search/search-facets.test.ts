import { expect, test } from 'vitest';
import { facetGroups } from './search-facets.ts';

const counted = [
  { kind: 'STATE', term: 'is:held', count: 3 },
  { kind: 'FORMAT', term: 'format:pypi', count: 2 },
  { kind: 'REPOSITORY', term: 'repo:acme/wheels', count: 2 },
] as const;

test('each kind has its toggles, in words, and says which are on', () => {
  const groups = facetGroups('left-pad format:PyPI', counted);
  expect(groups.map(({ kind }) => kind)).toEqual(['STATE', 'FORMAT', 'REPOSITORY']);
  expect(groups.flatMap(({ facets }) => facets.map(({ label, isOn }) => [label, isOn]))).toEqual([
    ['Held', false],
    ['PyPI', true],
    ['acme/wheels', false],
  ]);
});

test('what is on stays to be turned off when nothing is left', () => {
  const [group] = facetGroups('severity:critical', []);
  expect(group?.facets).toEqual([
    { kind: 'SEVERITY', term: 'severity:critical', count: 0, label: 'Critical', isOn: true },
  ]);
});

test('a term that is turned round is no toggle', () => {
  expect(facetGroups('-is:held word', [])).toEqual([]);
});
