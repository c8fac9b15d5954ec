import { describe, expect, it } from 'vitest';
import { allowed, notAscending, notSame } from '../testing/judge-order.ts';
import { nugetOrder } from './nuget.ts';

describe('the NuGet version order', () => {
  it('is that of SemVer 2.0.0, clause 11, with a fourth number', () => {
    expect(
      notAscending(nugetOrder, [
        ...['0.0.0', '1.0.0-1', '1.0.0-alpha', '1.0.0-ALPHA.1', '1.0.0-alpha.beta', '1.0.0-beta'],
        ...['1.0.0-Beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0', '1.0.0.1-rc', '1.0.0.1', '1.0.1'],
        ...['1.2-preview', '1.2', '1.10', '1.999.9999', '2.1.1'],
      ]),
    ).toEqual([]);
  });

  // NuGet.Client: VersionComparerTests and NuGetVersionTest.
  it.each([
    ['1.0.0-BETA', '1.0.0-beta2'],
    ['1.0.0-beta+AA', '1.0.0+aa'],
    ['1.0.0-BETA', '1.0.0-beta.1+AA'],
    ['1.0.0-BETA.X.y.5.77.0+AA', '1.0.0-beta.x.y.5.79.0+aa'],
    ['1.0.0-BETA.X.y.5.79.0+AA', '1.0.0-beta.x.y.5.790.0+abc'],
    ['1.23', '1.231'],
    ['1.4.5.6', '1.45.6'],
    ['1.4.5.6', '1.4.5.60'],
    ['1.01.0-RC-1', '1.10.0-rc-2'],
    ['1.01-RC-1', '1.01'],
    ['1.01', '1.2-preview'],
  ])('has %s before %s', (older, newer) => {
    expect(notAscending(nugetOrder, [older, newer])).toEqual([]);
  });

  it.each([
    [['1.0', '1', '1.0.0', '1.0.0.0', ' 1.0.0 ', '01.00', '1.0.0+build.7']],
    [['1.23.01', '1.23.1']],
    [['1.6.2-BeTa', '1.6.02-beta']],
    [['1.0.0-BETA.X.y.5.77.0+AA', '1.0.0-beta.x.y.5.77.0+aa']],
    [['1.0.0-01', '1.0.0-1']],
  ])('reads the spellings of one version: %j', (spellings) => {
    expect(notSame(nugetOrder, spellings)).toEqual([]);
  });

  // Its labels are numbers up to 32 bits, and texts from there on.
  it('compares long labels as texts, as .NET does', () => {
    expect(
      notAscending(nugetOrder, ['1.0.0-2147483647', '1.0.0-10000000000', '1.0.0-2147483648']),
    ).toEqual([]);
  });

  it.each([
    ...[
      '',
      '1beta',
      '$version$',
      '1.2Av^c',
      '1.2..',
      '1.2.3.4.5',
      '1.2.3.Beta',
      '1.4.7-',
      '1.4.7-*',
    ],
    ...[
      'So.is.this',
      '1.34.2Alpha',
      '1.34.2Release Candidate',
      '1.4.7+*',
      '1.4.7-A^A',
      '1.0.0-a..b',
    ],
    ...['1.4.7+AA.01^', 'v1.0', '1.2147483648', '1.0.0+a+b', '-1.0'],
  ])('does not read %s', (text) => {
    expect(nugetOrder.parse(text)).toBeNull();
  });
});

describe('a NuGet requirement', () => {
  it.each([
    ['1.0', '[1.0, ∞]'],
    ['[1.0]', '[1.0, 1.0]'],
    ['[1.0,2.0)', '[1.0, 2.0)'],
    ['(,1.0]', '(-∞, 1.0]'],
    ['(1.0, )', '[1.0, ∞]'],
    ['1.*', '[1-0, ∞]'],
    ['1.0.0-beta.*', '[1.0.0-0, ∞]'],
    ['*', '(-∞, ∞]'],
    ['*-*', '(-∞, ∞]'],
  ])('%s allows %s', (requirement, stretches) => {
    expect(allowed(nugetOrder, requirement, ({ text }) => text)).toBe(stretches);
  });

  it.each(['', '[1.0', '(1.0)', '[1,2],[3,4]', 'latest', '1.*.*', '$(Version)'])(
    '%s is unreadable rather than empty',
    (requirement) => {
      expect(nugetOrder.parseRequirement(requirement)).toBeNull();
    },
  );
});
