import { satisfies } from '@renovatebot/pep440';
import { describe, expect, it } from 'vitest';
import { allowed, comparison, notAscending, notSame } from '../testing/judge-order.ts';
import { Random } from '../testing/random.ts';
import { covers, pointInterval } from './interval.ts';
import { pypiOrder } from './pypi.ts';
import type { PypiVersion } from './pypi-version.ts';

/** The list of pypa/packaging (tests/test_version.py), in its order; epoch 1 repeats it. */
const published = [
  ...['1.0.dev0', '1.0.dev456', '1.0.dev456+local', '1.0a0', '1.0a0.post0.dev0', '1.0a0.post0'],
  ...['1.0a1.dev1', '1.0a1.dev1+local', '1.0a1', '1.0a1+local', '1.0b0', '1.0b1.dev456', '1.0b2'],
  ...['1.0b2.post345.dev456', '1.0b2.post345', '1.0b2-346', '1.0rc0', '1.0rc1.dev1', '1.0c1'],
  ...['1.0rc2', '1.0', '1.0.post0.dev0', '1.0.post0', '1.0.post456.dev34', '1.0.post456'],
  ...['1.0.post456+local', '1.0.1.dev1', '1.0.1a1', '1.0.1', '1.0.1+local', '1.0.1.post1'],
  ...['1.1.dev1', '1.2+a', '1.2+abc', '1.2+abcdef', '1.2+def', '1.2+0', '1.2+1', '1.2+1.abc'],
  ...['1.2+1.1', '1.2+1.1.0', '1.2+2', '1.2+123', '1.2+123456', '1.2.r32+123456'],
  ...['1.2.rev33+123456'],
];

describe('the PyPI version order', () => {
  it('is that of pypa/packaging, epochs included', () => {
    expect(
      notAscending(pypiOrder, [...published, ...published.map((version) => `1!${version}`)]),
    ).toEqual([]);
  });

  it('is that of the examples of PEP 440', () => {
    expect(
      notAscending(pypiOrder, [
        ...['1.dev0', '1.0.dev456', '1.0a1', '1.0a2.dev456', '1.0a12.dev456', '1.0a12'],
        ...['1.0b1.dev456', '1.0b2', '1.0b2.post345.dev456', '1.0b2.post345', '1.0rc1.dev456'],
        ...['1.0rc1', '1.0', '1.0+abc.5', '1.0+abc.7', '1.0+5', '1.0.post456.dev34', '1.0.post456'],
        ...['1.0.15', '1.1.dev1', '2013.10', '2014.04', '1!1.0', '1!1.1', '1!2.0'],
      ]),
    ).toEqual([]);
  });

  it.each([
    [['1.0', '1', '1.0.0', 'v1.0', '  v1.0\t\n', '0!1.0', '01.00']],
    [['1.0.dev0', '1.0dev', '1.0.DEV', '1.0-dev', '1.0_dev0', '1.0dev00']],
    [['1.0a1', '1.0alpha1', '1.0.A1', '1.0-ALPHA-1', '1.0_a.01']],
    [['1.0rc1', '1.0c1', '1.0pre1', '1.0-preview_1', '1.0.RC1']],
    [['1.0.post5', '1.0-5', '1.0-r5', '1.0.rev5', '1.0POST5']],
    [['1.0+ubuntu.1', '1.0+ubuntu-1', '1.0+Ubuntu_01']],
  ])('reads the spellings of one version: %j', (spellings) => {
    expect(notSame(pypiOrder, spellings)).toEqual([]);
  });

  it.each([
    ...['french toast', '1.0+a+', '1.0++', '1.0+_foobar', '1.0+foo&asd', '1.0+1+1', '1. 0', '1 .0'],
    ...[
      '1.0 a1',
      '٠١٢.٣٤٥',
      '.',
      '1..0',
      '1.0.',
      '.1.0',
      '1.0+\u0130',
      '',
      '2004d',
      '1.0.12345678901234567',
    ],
  ])('does not read %s', (text) => {
    expect(pypiOrder.parse(text)).toBeNull();
  });

  it('takes numbers of a local version for numbers only where they are digits', () => {
    expect(comparison(pypiOrder, '1.0+1e5', '1.0+2')).toBe(-1);
    expect(comparison(pypiOrder, '1.0+0x10', '1.0+1')).toBe(-1);
  });
});

describe('a version specifier', () => {
  it.each([
    ['', '(-∞, ∞]'],
    ['==1.4.2', '[1.4.2, 1.4.2]'],
    ['===1.4.2', '[1.4.2, 1.4.2]'],
    ['==1.4.*', '[0!1.4.dev0, 0!1.5.dev0)'],
    ['~=2.2', '[2.2, 0!3.dev0)'],
    ['~=1.4.5a4', '[1.4.5a4, 0!1.5.dev0)'],
    ['>=1.0,<2.0', '[1.0, 0!2.0.dev0)'],
    ['>=1.0, <2.0rc1,', '[1.0, 2.0rc1)'],
    ['>1.0,<=1.4', '[1.0, 1.4]'],
    ['<2,>=1,!=1.5,<3', '[1, 0!2.dev0)'],
    ['!=1.5', '(-∞, ∞]'],
    ['>2,<1', ''],
  ])('%s allows %s', (specifier, stretches) => {
    expect(allowed(pypiOrder, specifier, ({ text }) => text)).toBe(stretches);
  });

  it.each(['1.0', '=1.0', '>=one', '~=1', '>=1.*', '^1.0', '@ https://example.org/a.whl'])(
    '%s is unreadable rather than empty',
    (specifier) => {
      expect(pypiOrder.parseRequirement(specifier)).toBeNull();
    },
  );

  // What pip would install must lie in the stretches; else an affected range would look proven.
  it('never allows a version outside of its stretches', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const version = () => {
      const release = random.times(1 + random.below(3), () => random.below(3)).join('.');
      return release + random.pick(['', '', '', '.dev1', 'a1', 'rc1', '.post1', '.post1.dev2']);
    };
    const clause = () => {
      const operator = random.pick(['>', '>=', '<', '<=', '==', '!=', '~=', '==*', '!=*']);
      return operator.endsWith('*')
        ? `${operator.slice(0, 2)}1.${random.below(3)}.*`
        : operator + version();
    };
    for (let round = 0; round < 3_000; round += 1) {
      const specifier = random.times(1 + random.below(3), clause).join(',');
      const parts = pypiOrder.parseRequirement(specifier);
      if (parts === null) continue;
      const taken = random
        .times(10, version)
        .filter((text) => satisfies(text, specifier, { prereleases: true }));
      for (const text of taken) {
        const point = pointInterval(pypiOrder.parse(text));
        const isInside = parts.some((part) => covers(compareReadable, part, point));
        expect(isInside, `seed ${seed}: ${text} is in ${specifier}`).toBe(true);
      }
    }
  });
});

function compareReadable(left: PypiVersion | null, right: PypiVersion | null): number {
  return left && right ? pypiOrder.compare(left, right) : Number.NaN;
}
