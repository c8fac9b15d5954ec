import { describe, expect, it } from 'vitest';
import { Random } from '../testing/random.ts';
import { shortestRunMs } from '../testing/shortest-run.ts';
import { cratesOrder } from './crates.ts';
import { goOrder } from './go.ts';
import type { Interval } from './interval.ts';
import { mavenOrder } from './maven.ts';
import { npmOrder } from './npm.ts';
import { nugetOrder } from './nuget.ts';
import { packagistOrder } from './packagist.ts';
import { pypiOrder } from './pypi.ts';
import type { VersionOrder } from './version-order.ts';

interface Subject {
  /** False for what the ecosystem itself compares in circles. */
  readonly isOrdered: (text: string) => boolean;
  readonly read: (text: string) => boolean;
  /** Null when one of the two is unreadable. */
  readonly compare: (left: string, right: string) => number | null;
  readonly requirement: (text: string) => void;
  /** What a requirement that we wrote of a single version allows of these. */
  readonly written: (text: string, texts: readonly string[]) => string[];
}

function subject<V>(order: VersionOrder<V>, isOrdered: Subject['isOrdered'] = () => true): Subject {
  const parse = (text: string) => {
    const version = order.parse(text);
    return version === null ? [] : [{ text, version }];
  };
  return {
    isOrdered,
    read: (text) => order.parse(text) !== null,
    compare: (left, right) => {
      const [a, b] = [order.parse(left), order.parse(right)];
      return a === null || b === null ? null : Math.sign(order.compare(a, b));
    },
    requirement: (text) => order.parseRequirement(text),
    written: (text, texts) => {
      const [named] = parse(text);
      if (named === undefined) return [];
      const point: Interval<V> = { from: named.version, to: named.version, toInclusive: true };
      const parts = order.parseRequirement(order.requirementOf(point)) ?? [];
      return texts.flatMap(parse).flatMap(({ text: other, version }) => {
        const isIn = parts.some(
          ({ from, to }) =>
            (from === null || order.compare(from, version) <= 0) &&
            (to === null || order.compare(version, to) <= 0),
        );
        return isIn ? [other] : [];
      });
    },
  };
}

const subjects: [string, Subject][] = [
  ['npm', subject(npmOrder)],
  ['PyPI', subject(pypiOrder)],
  // In Maven's own order v1 < 0-rc1 < 0 < v1: words come before zero, which is nothing.
  ['Maven', subject(mavenOrder, (text) => !text.startsWith('v'))],
  ['NuGet', subject(nugetOrder)],
  ['Go', subject(goOrder)],
  ['Packagist', subject(packagistOrder)],
  ['crates.io', subject(cratesOrder)],
];

const endings = [
  ...[
    '',
    '',
    '-alpha',
    '-alpha.1',
    '-beta',
    'b2',
    '-rc1',
    '-RC.2',
    '.dev1',
    '-dev',
    '.post1',
    '-1',
  ],
  ...[
    '-SNAPSHOT',
    '-ga',
    '.Final',
    '-sp',
    '-p1',
    '+build.1',
    '+1',
    '-0.20190101000000-abcdef123456',
  ],
  ...['+incompatible', '-foo', '.x', '-x-dev', 'a1', '-1.foo', '!', '.0.0'],
];

/** Something that one ecosystem or another calls a version. */
function randomVersion(random: Random): string {
  const number = () => random.pick(['0', '1', '2', '10', '01']);
  const release = random.times(1 + random.below(4), number).join('.');
  const prefix = random.pick(['', '', '', 'v', '1!']);
  return `${prefix}${release}${random.pick(endings)}${random.below(4) === 0 ? random.pick(endings) : ''}`;
}

function readableVersions(random: Random, order: Subject): string[] {
  return random
    .times(2_000, () => randomVersion(random))
    .filter((text) => order.read(text) && order.isOrdered(text));
}

const rounds = 4_000;

describe.each(subjects)('the %s version order is total', (_, order) => {
  it('a version is equal to itself, and two stand one way or the other', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const readable = readableVersions(random, order);
    for (let round = 0; round < rounds; round += 1) {
      const [left, right] = [random.pick(readable), random.pick(readable)];
      const result = order.compare(left, right) ?? Number.NaN;
      expect(order.compare(right, left), `seed ${seed}: ${left} and ${right}`).toBe(0 - result);
      expect(order.compare(left, left), `seed ${seed}: ${left}`).toBe(0);
    }
  });

  it('what is older than an older version is older', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const readable = readableVersions(random, order);
    for (let round = 0; round < rounds; round += 1) {
      const [a, b, c] = random.times(3, () => random.pick(readable)) as [string, string, string];
      const [ab, bc, ac] = [order.compare(a, b), order.compare(b, c), order.compare(a, c)];
      if (ab === null || bc === null || ab > 0 || bc > 0) continue;
      const expected = ab === 0 && bc === 0 ? 0 : -1;
      expect(ac, `seed ${seed}: ${a} ${ab} ${b} ${bc} ${c}`).toBe(expected);
    }
  });

  it('and the ecosystem reads the requirement of a single version as that version', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const world = readableVersions(random, order).slice(0, 40);
    for (const text of world) {
      const same = world.filter((other) => order.compare(text, other) === 0);
      const allowed = order.written(text, world);
      expect(allowed, `seed ${seed}: ${text}`).toEqual(expect.arrayContaining(same));
    }
  });
});

const hostile: [string, string][] = [
  ['digits', '1'.repeat(100_000)],
  ['zeros', `1.${'0'.repeat(100_000)}`],
  ['dots', '1.'.repeat(50_000)],
  ['hyphens', '1-'.repeat(50_000)],
  ['transitions', '1a'.repeat(50_000)],
  ['letters', `1.0-${'a'.repeat(100_000)}`],
  ['local parts', `1.0+${'a.'.repeat(50_000)}`],
  ['blanks', `1.0${' '.repeat(100_000)}x`],
  ['brackets', '['.repeat(100_000)],
  ['ranges', '[1,2],'.repeat(16_000)],
  ['alternatives', '1||'.repeat(33_000)],
  ['comparators', '>='.repeat(50_000)],
  ['commas', ','.repeat(100_000)],
  ['hyphen ranges', '1 - '.repeat(25_000)],
  ['stars', '*.'.repeat(50_000)],
];

describe.each(subjects)('D5.13 hostile versions of %s', (_, order) => {
  it.each(hostile)('100 KB of %s are decided within 20 ms', (__, text) => {
    // Whole, and at the lengths up to which a requirement and a version are read at all.
    for (const charactersMax of [text.length, 1_024, 256]) {
      const part = text.slice(0, charactersMax);
      const spentMs = shortestRunMs(() => {
        order.compare(part, `${part.slice(0, -1)}2`);
        order.requirement(part);
      });
      expect(spentMs, `${charactersMax} characters`).toBeLessThan(20);
    }
  });
});
