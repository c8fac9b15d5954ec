import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exceptions, exceptionsMax } from './exceptions.ts';
import { findDrift, renderPages } from './generated-pages.ts';
import { type House, readHouse } from './house.ts';
import { except, format, judge } from './judge.ts';
import { rules } from './rules.ts';

const root = resolve(import.meta.dirname, '../..');
const judgementTimeoutMs = 120_000;

describe('in this repository', () => {
  let house: House;
  beforeAll(async () => {
    house = await readHouse(root);
  });

  test.for(rules)('$guarantees', { timeout: judgementTimeoutMs }, async (rule) => {
    const excepted = exceptions.filter((exception) => exception.rule === rule.name);
    const judgements = except(await judge(house, [rule]), excepted);
    expect(judgements.map(format)).toEqual([]);
  });

  // They are asked of the formats and settings themselves, which are loaded for that.
  test(
    'the generated pages say what the sources say',
    async () => {
      expect(findDrift(house, await renderPages(root, house))).toEqual([]);
    },
    judgementTimeoutMs,
  );

  test('the list of exceptions has not grown', () => {
    expect(exceptions).toHaveLength(exceptionsMax);
  });
});
