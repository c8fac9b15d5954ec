import { describe, expect, it } from 'vitest';
import { allowed, notAscending, notSame } from '../testing/judge-order.ts';
import { cratesOrder } from './crates.ts';

describe('the crates.io version order', () => {
  it('is the precedence of SemVer 2.0.0, clause 11', () => {
    expect(
      notAscending(cratesOrder, [
        ...['0.0.0-0', '0.1.0', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta'],
        ...['1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.9.0', '1.10.0', '2.0.0'],
      ]),
    ).toEqual([]);
    expect(notSame(cratesOrder, ['1.0.0', '1.0.0+zstd.1.5.5', '1.0.0+zstd.1.5.6'])).toEqual([]);
  });

  it.each([
    '1',
    '1.0',
    'v1.0.0',
    '=1.0.0',
    '01.0.0',
    '1.0.0-01',
    '1.0.0.0',
    '',
    ' 1.0.0',
    '1.0.0-',
  ])('does not read %s, as Cargo does not', (text) => {
    expect(cratesOrder.parse(text)).toBeNull();
  });
});

// The Cargo Book, "Specifying dependencies".
describe('a Cargo requirement', () => {
  it.each([
    ['1.2.3', '[1.2.3, 2.0.0-0)'],
    ['1.2', '[1.2.0, 2.0.0-0)'],
    ['1', '[1.0.0, 2.0.0-0)'],
    ['0.2.3', '[0.2.3, 0.3.0-0)'],
    ['0.0.3', '[0.0.3, 0.0.4-0)'],
    ['0.0', '[0.0.0, 0.1.0-0)'],
    ['0', '[0.0.0, 1.0.0-0)'],
    ['^1.2.3', '[1.2.3, 2.0.0-0)'],
    ['~1.2.3', '[1.2.3, 1.3.0-0)'],
    ['~1', '[1.0.0, 2.0.0-0)'],
    ['*', '[0.0.0, ∞]'],
    ['1.*', '[1.0.0, 2.0.0-0)'],
    ['1.2.*', '[1.2.0, 1.3.0-0)'],
    ['= 1.2.3', '[1.2.3, 1.2.3]'],
    ['>=1.2, <1.5', '[1.2.0, 1.5.0-0)'],
  ])('%s allows %s', (requirement, stretches) => {
    expect(allowed(cratesOrder, requirement, ({ version }) => version)).toBe(stretches);
  });

  it.each(['', '1.2 || 2', '1.2,', 'latest', '1 - 2', '>=', '^^1'])(
    '%s is unreadable rather than empty',
    (requirement) => {
      expect(cratesOrder.parseRequirement(requirement)).toBeNull();
    },
  );
});
