import { describe, expect, it } from 'vitest';
import { allowed, comparison, notAscending, notSame } from '../testing/judge-order.ts';
import { mavenOrder } from './maven.ts';

describe('the Maven version order is that of ComparableVersionTest', () => {
  it('for qualifiers', () => {
    expect(
      notAscending(mavenOrder, [
        ...[
          '1-alpha2snapshot',
          '1-alpha2',
          '1-alpha-123',
          '1-beta-2',
          '1-beta123',
          '1-m2',
          '1-m11',
        ],
        ...['1-rc', '1-cr2', '1-rc123', '1-SNAPSHOT', '1', '1-sp', '1-sp2', '1-sp123', '1-abc'],
        ...['1-def', '1-pom-1', '1-1-snapshot', '1-1', '1-2', '1-123'],
      ]),
    ).toEqual([]);
  });

  it('for numbers', () => {
    expect(
      notAscending(mavenOrder, [
        ...['2.0', '2.0.a', '2-1', '2.0.2', '2.0.123', '2.1.0', '2.1-a', '2.1b', '2.1-c', '2.1-1'],
        ...['2.1.0.1', '2.2', '2.123', '11.a2', '11.a11', '11.b2', '11.b11', '11.m2', '11.m11'],
        ...['11', '11.a', '11b', '11c', '11m'],
      ]),
    ).toEqual([]);
  });

  it.each([
    [['1', '1.0', '1.0.0', '1-0', '1.0-0', '1ga', '1GA', '1final', '1-FinaL', '1-release', '1.ga']],
    [['1a', '1-a', '1.a', '1.0-a', '1.0.0-a', '1A']],
    [['1x', '1-x', '1.x', '1.0-x', '1.0.0.x', '1X']],
    [['1cr', '1rc', '1Rc', '1-CR']],
    [['1a1', '1alpha1', '1-alpha-1', '1-a1']],
    [['1b2', '1beta2']],
    [['1m3', '1milestone3', '1-MileStone3']],
    [['1.0.0-ga', '1.0.0.Final', '1']],
    [['1.01', '1.1', '1.000000000000000000000001']],
  ])('for spellings of one version: %j', (spellings) => {
    expect(notSame(mavenOrder, spellings)).toEqual([]);
  });

  it.each([
    ['1.0-alpha-1-SNAPSHOT', '1.0-alpha-1'],
    ['1.0-beta-1', '1.0-SNAPSHOT'],
    ['1.0.0', '1.0-1'],
    ['2.0-1', '2.0.1'],
    ['2.0.1-klm', '2.0.1-lmn'],
    ['2.0.1', '2.0.1-xyz'],
    ['2.0.1-xyz', '2.0.1-123'],
    // MNG-5568
    ['6.1.0rc3', '6.1.0'],
    ['6.1.0rc3', '6.1H.5-beta'],
    ['6.1.0', '6.1H.5-beta'],
    // MNG-6572: numbers of any length.
    ['20190126.230843', '1234567890.12345'],
    ['123456789012345.1H.5-beta', '12345678901234567890.1H.5-beta'],
    // MNG-6964
    ['1-0.alpha', '1'],
    ['1-0.alpha', '1-0.beta'],
    ['1-0.beta', '1'],
    // MNG-7644
    ['1.0.0.abc1', '1.0.0-abc2'],
    ['2.0.foo', '2.0-1'],
  ])('for %s before %s', (older, newer) => {
    expect(notAscending(mavenOrder, [older, newer])).toEqual([]);
  });

  // The rest of MNG-7644: `.x` and `-x` are one for every qualifier.
  it.each(['abc', 'alpha', 'a', 'beta', 'b', 'def', 'milestone', 'm', 'rc', 'sp'])(
    'for .%s and its hyphen',
    (qualifier) => {
      expect(
        notSame(mavenOrder, [`2.0.${qualifier}`, `2.0-${qualifier}`, `2.0.0-${qualifier}`]),
      ).toEqual([]);
      expect(comparison(mavenOrder, `1.0.0.${qualifier}1`, `1.0.0-${qualifier}2`)).toBe(-1);
    },
  );

  it('for what only looks like letters in another language', () => {
    const lower = 'abcdefghijklmnopqrstuvwxyz';
    expect(notSame(mavenOrder, [`1-${lower}`, `1-${lower.toUpperCase()}`])).toEqual([]);
  });
});

describe('a Maven requirement', () => {
  it.each([
    ['1.0', '[1.0, 1.0]'],
    ['[1.0]', '[1.0, 1.0]'],
    ['[1.2,1.3]', '[1.2, 1.3]'],
    ['[1.0,2.0)', '[1.0, 2.0)'],
    ['[1.5,)', '[1.5, ∞]'],
    ['(,1.0],[1.2,)', '(-∞, 1.0] [1.2, ∞]'],
    [' ( , 1.1 ) , ( 1.1 , ) ', '(-∞, 1.1) [1.1, ∞]'],
    ['[2.0,1.0]', ''],
  ])('%s allows %s', (requirement, stretches) => {
    expect(allowed(mavenOrder, requirement, ({ text }) => text)).toBe(stretches);
  });

  it.each(['', '[', '[1.0', '1.0]', '(1.0)', '[]', '[1,2],', '[1,2][3,4]', '[1,2,3]', '1.0, 2.0'])(
    '%s is unreadable rather than empty',
    (requirement) => {
      expect(mavenOrder.parseRequirement(requirement)).toBeNull();
    },
  );
});
