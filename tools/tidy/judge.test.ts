import { expect, test } from 'vitest';
import { houseOf, parseIgnored } from './house.ts';
import { except, format, judge } from './judge.ts';

const long = { rule: 'line-length', path: 'a.ts', line: 3, says: '120 characters' };

test('an exception takes its violation away', () => {
  expect(except([long], [{ rule: 'line-length', path: 'a.ts', reason: 'A table.' }])).toEqual([]);
});

test('an exception that excuses nothing is itself a violation, so the list can only shrink', () => {
  const [stale] = except([], [{ rule: 'line-length', path: 'a.ts', reason: 'A table.' }]);
  expect(stale).toMatchObject({ rule: 'exceptions', path: 'tools/tidy/exceptions.ts' });
});

test('a judgement reads as place, sentence and rule', async () => {
  const rule = {
    name: 'never',
    guarantees: 'nothing is right',
    check: () => [{ path: 'a.ts', line: 3, says: 'is wrong' }],
  };
  const judgements = await judge(houseOf({}), [rule]);
  expect(judgements.map(format)).toEqual(['a.ts:3: is wrong [never]']);
});

test('the forms of .gitignore that the project uses are understood', () => {
  const ignored = parseIgnored('node_modules/\n# comment\n*.tsbuildinfo\nnext-env.d.ts\n');
  expect(ignored.folders).toEqual(new Set(['.git', 'node_modules']));
  expect(ignored.names).toEqual(new Set(['.git', 'next-env.d.ts']));
  expect(ignored.endings).toEqual(['.tsbuildinfo']);
});
