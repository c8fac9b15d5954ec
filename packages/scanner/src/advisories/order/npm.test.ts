import semver from 'semver';
import { describe, expect, it } from 'vitest';
import { Random } from '../testing/random.ts';
import { shortestRunMs } from '../testing/shortest-run.ts';
import { covers, pointInterval } from './interval.ts';
import { npmOrder } from './npm.ts';

function order(...versions: string[]): string[] {
  return versions
    .map((text) => npmOrder.parse(text))
    .filter((version) => version !== null)
    .toSorted(npmOrder.compare)
    .map(({ version }) => version);
}

function allows(requirement: string): string | null {
  const parts = npmOrder.parseRequirement(requirement);
  if (parts === null) return null;
  return parts
    .map(({ from, to, toInclusive }) => {
      const end = toInclusive ? ']' : ')';
      return `[${from?.version}, ${to?.version ?? '∞'}${end}`;
    })
    .join(' ');
}

describe('the npm version order', () => {
  it('is the precedence of SemVer 2.0.0, clause 11', () => {
    const ascending = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.9.0',
      '1.10.0',
    ];
    expect(order(...ascending.toReversed())).toEqual(ascending);
  });

  it('reads the spellings that advisories and manifests use for one version', () => {
    for (const text of ['1.2.0', 'v1.2.0', '=1.2.0', ' 1.2.0 ', '1.2.0+build.7', '1.2']) {
      expect(npmOrder.parse(text)?.compare('1.2.0'), text).toBe(0);
    }
  });

  it.each(['', 'latest', '1.x', '1.2.3.4', '9999999999999999999.0.0', `1.0.0-${'a'.repeat(300)}`])(
    'does not read %s as a version',
    (text) => {
      expect(npmOrder.parse(text)).toBeNull();
    },
  );
});

describe('an npm requirement', () => {
  it.each([
    ['1.2.3', '[1.2.3, 1.2.3]'],
    ['^1.2.3', '[1.2.3, 2.0.0-0)'],
    ['~1.2.3', '[1.2.3, 1.3.0-0)'],
    ['1.x', '[1.0.0, 2.0.0-0)'],
    ['', '[0.0.0, ∞]'],
    ['*', '[0.0.0, ∞]'],
    ['>=1.2.0 <2.0.0', '[1.2.0, 2.0.0-0)'],
    ['>1.0.0 <=1.4.0', '[1.0.1, 1.4.0]'],
    ['>1.0.0-rc.1', '[1.0.0-rc.1, ∞]'],
    ['>=2.0.0-beta <2.0.0', '[2.0.0-beta, 2.0.0)'],
    ['<0.0.0-beta', '[0.0.0-0, 0.0.0-beta)'],
    ['1.0.0 - 2.0.0 || ^4.1.0', '[1.0.0, 2.0.0] [4.1.0, 5.0.0-0)'],
    ['>2.0.0 <1.0.0', ''],
    ['<0.0.0-0', ''],
    ['<=1.0.0 <1.0.0', '[0.0.0, 1.0.0-0)'],
  ])('%s allows %s', (requirement, stretches) => {
    expect(allows(requirement)).toBe(stretches);
  });

  it.each(['latest', 'file:../x', 'git+ssh://git@example.org/x.git', 'workspace:*', 'npm:a@1'])(
    'that names no versions (%s) is unreadable rather than empty',
    (requirement) => {
      expect(allows(requirement)).toBeNull();
    },
  );

  // Whatever npm would install must lie in the stretches; else an affected range would look proven.
  it('never allows a version outside of its stretches', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const number = () => random.below(3);
    const version = () => {
      const release = `${number()}.${number()}.${number()}`;
      return random.below(3) === 0 ? `${release}-${random.pick(['0', 'a', 'b.1'])}` : release;
    };
    const comparator = () => random.pick(['>', '>=', '<', '<=', '', '^', '~']) + version();
    for (let round = 0; round < 3_000; round += 1) {
      const set = () => random.times(1 + random.below(2), comparator).join(' ');
      const requirement = random.times(1 + random.below(2), set).join(' || ');
      const parts = npmOrder.parseRequirement(requirement) ?? [];
      for (const text of random
        .times(10, version)
        .filter((v) => semver.satisfies(v, requirement))) {
        const point = pointInterval(new semver.SemVer(text));
        const isInside = parts.some((part) => covers(npmOrder.compare, part, point));
        expect(isInside, `seed ${seed}: ${text} is in ${requirement}`).toBe(true);
      }
    }
  });
});

describe('D5.13 hostile version texts', () => {
  it.each([
    ['digits', '1'.repeat(100_000)],
    ['spaces', `1.0.0${' '.repeat(100_000)}x`],
    ['dots', '1.'.repeat(50_000)],
    ['hyphens', `1.0.0-${'-'.repeat(100_000)}`],
    ['alternatives', '1||'.repeat(33_000)],
    ['comparators', '>='.repeat(50_000)],
  ])('of 100 KB (%s) are answered within 20 ms', (_, text) => {
    const spentMs = shortestRunMs(() => {
      npmOrder.parse(text);
      npmOrder.parseRequirement(text);
      npmOrder.parse(text.slice(0, 256));
      npmOrder.parseRequirement(text.slice(0, 1_024));
    });
    expect(spentMs).toBeLessThan(20);
  });
});
