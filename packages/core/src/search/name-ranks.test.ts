import { expect, it } from 'vitest';
import { namedSets, nameRank } from './name-ranks.ts';

it.each([
  ['express', ['express'], 0],
  ['Express', ['EXPRESS'], 0],
  ['express-session', ['express'], 1],
  ['@types/express', ['express'], 2],
  ['org.slf4j:slf4j-api', ['slf4j-api'], 2],
  ['cors-express-js', ['express'], 3],
  ['ansi-regex', ['express'], 4],
  ['@types/express', ['express', 'types'], 2],
  ['express', ['express', 'types'], 4],
])('%s answers %j with rank %i', (name, words, rank) => {
  expect(nameRank(name, words)).toBe(rank);
});

it('there is a set for each rank but the last, which is everything, and none without words', () => {
  expect(namedSets(['express'])).toHaveLength(nameRank('ansi-regex', ['express']));
  expect(namedSets([])).toEqual([]);
});
