import { describe, expect, it } from 'vitest';
import { allowed } from '../testing/judge-order.ts';
import { packagistOrder } from './packagist.ts';

function allows(constraint: string): string | null {
  return allowed(packagistOrder, constraint, ({ normal }) => normal);
}

// composer/semver: VersionParserTest; `>` includes its bound here, and `!=` everything.
describe('a Composer constraint', () => {
  it.each([
    ['*', '(-∞, ∞]'],
    ['v*.*', '(-∞, ∞]'],
    ['x.X.x.*', '(-∞, ∞]'],
    ['!=1.0.0', '(-∞, ∞]'],
    ['>1.0.0', '[1.0.0.0, ∞]'],
    ['<1.2.3.4', '(-∞, 1.2.3.4-dev)'],
    ['<=1.2.3', '(-∞, 1.2.3.0]'],
    ['>=1.2.3', '[1.2.3.0-dev, ∞]'],
    ['=1.2.3', '[1.2.3.0, 1.2.3.0]'],
    ['==1.2.3', '[1.2.3.0, 1.2.3.0]'],
    ['1.2.3b5', '[1.2.3.0-beta5, 1.2.3.0-beta5]'],
    ['< 1.2.3', '(-∞, 1.2.3.0-dev)'],
    ['<1.2.3.4-stable', '(-∞, 1.2.3.4)'],
    ['>=1.2.3.4-stable', '[1.2.3.4, ∞]'],
    ['1.0@dev', '[1.0.0.0, 1.0.0.0]'],
    ['@dev', '(-∞, ∞]'],
    ['1.0.x-dev#abcd123', '[1.0.9999999.9999999-dev, 1.0.9999999.9999999-dev]'],
    ['1.0.x-dev as 1.0.1', '[1.0.9999999.9999999-dev, 1.0.9999999.9999999-dev]'],
  ])('%s allows %s', (constraint, stretches) => {
    expect(allows(constraint)).toBe(stretches);
  });

  it.each([
    ['v2.*', '[2.0.0.0-dev, 3.0.0.0-dev)'],
    ['2.0.*', '[2.0.0.0-dev, 2.1.0.0-dev)'],
    ['2.x.x', '[2.0.0.0-dev, 3.0.0.0-dev)'],
    ['2.10.X', '[2.10.0.0-dev, 2.11.0.0-dev)'],
    ['2.1.3.*', '[2.1.3.0-dev, 2.1.4.0-dev)'],
    ['0.*', '[0.0.0.0-dev, 1.0.0.0-dev)'],
    ['~v1', '[1.0.0.0-dev, 2.0.0.0-dev)'],
    ['~1.0', '[1.0.0.0-dev, 2.0.0.0-dev)'],
    ['~1.0.0', '[1.0.0.0-dev, 1.1.0.0-dev)'],
    ['~1.2.3.4', '[1.2.3.4-dev, 1.2.4.0-dev)'],
    ['~1.2-b2', '[1.2.0.0-beta2, 2.0.0.0-dev)'],
    ['~1.2.2-stable', '[1.2.2.0, 1.3.0.0-dev)'],
    ['^v1', '[1.0.0.0-dev, 2.0.0.0-dev)'],
    ['^0', '[0.0.0.0-dev, 1.0.0.0-dev)'],
    ['^0.0', '[0.0.0.0-dev, 0.1.0.0-dev)'],
    ['^1.2.3-beta.2', '[1.2.3.0-beta2, 2.0.0.0-dev)'],
    ['^1.2.3.4', '[1.2.3.4-dev, 2.0.0.0-dev)'],
    ['^0.2.0', '[0.2.0.0-dev, 0.3.0.0-dev)'],
    ['^0.0.3-alpha', '[0.0.3.0-alpha, 0.0.4.0-dev)'],
    ['^0.0.3-dev', '[0.0.3.0-dev, 0.0.4.0-dev)'],
  ])('%s allows up to the next number: %s', (constraint, stretches) => {
    expect(allows(constraint)).toBe(stretches);
  });

  it.each([
    ['v1 - v2', '[1.0.0.0-dev, 3.0.0.0-dev)'],
    ['1.2.3 - 2.3.4.5', '[1.2.3.0-dev, 2.3.4.5]'],
    ['1.2-beta - 2.3', '[1.2.0.0-beta, 2.4.0.0-dev)'],
    ['1.2-beta - 2.3-dev', '[1.2.0.0-beta, 2.3.0.0-dev]'],
    ['1.2-RC - 2.3.1', '[1.2.0.0-RC, 2.3.1.0]'],
    ['1.2 - 2.1.0', '[1.2.0.0-dev, 2.1.0.0]'],
    ['>2.0,<=3.0', '[2.0.0.0, 3.0.0.0]'],
    ['  > 2.0  ,  <=  3.0 ', '[2.0.0.0, 3.0.0.0]'],
    ['>2.0,<2.0.5 || >2.0.6', '[2.0.0.0, 2.0.5.0-dev) [2.0.6.0, ∞]'],
    ['^0.2 | ^1.0', '[0.2.0.0-dev, 0.3.0.0-dev) [1.0.0.0-dev, 2.0.0.0-dev)'],
    ['>=1.1.0-alpha4,<1.2.x-dev', '[1.1.0.0-alpha4, 1.2.9999999.9999999-dev)'],
    ['~0.1 || ~1.0 !=1.0.1', '[0.1.0.0-dev, 1.0.0.0-dev) [1.0.0.0-dev, 2.0.0.0-dev)'],
    ['>2.0 <1.0', ''],
  ])('%s of several parts allows %s', (constraint, stretches) => {
    expect(allows(constraint)).toBe(stretches);
  });

  it.each([
    '',
    '1.0.0-meh',
    '>2.0 ||| <=3.0',
    '~>1.2',
    'dev-main',
    '^1.0|dev-main',
    '>=',
    '1.0 -',
    'self.version',
  ])('%s is unreadable rather than empty', (constraint) => {
    expect(allows(constraint)).toBeNull();
  });
});
