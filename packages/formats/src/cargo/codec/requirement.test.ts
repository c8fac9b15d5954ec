import { describe, expect, it } from 'vitest';
import { normaliseRequirement } from './requirement.ts';
import { requireVersion, withoutBuild } from './versions.ts';

describe('normaliseRequirement', () => {
  it.each([
    ['1', '^1'],
    ['1.2.3', '^1.2.3'],
    ['^1.2', '^1.2'],
    ['~1.2', '~1.2'],
    ['=1.0.0', '=1.0.0'],
    ['= 1.0.0', '=1.0.0'],
    ['>= 1.0,<2', '>=1.0, <2'],
    ['>=1.0, <2,', '>=1.0, <2'],
    ['1.*', '1.*'],
    ['1.x', '1.*'],
    ['*', '*'],
    ['', '*'],
    ['1.0.0-alpha.1', '^1.0.0-alpha.1'],
    ['1.2.3+build.5', '^1.2.3'],
  ])('%j is %j', (text, normal) => {
    expect(normaliseRequirement(text)).toBe(normal);
  });

  it.each(['latest', '1 2', '>>1', '>=', 'git+https://x', '1'.repeat(300)])(
    'refuses %j',
    (text) => {
      expect(() => normaliseRequirement(text)).toThrow(/requirement/);
    },
  );
});

describe('versions of crates', () => {
  it.each(['1.0.0', '0.0.0', '1.0.0-alpha.1', '1.0.0+build.01', '1.0.0-a+b'])(
    'takes %s',
    (version) => {
      expect(() => requireVersion(version)).not.toThrow();
    },
  );

  it.each(['1', '1.0', 'v1.0.0', '1.0.0 ', '01.0.0', '1.0.0-01', '1.0.0+', '1.0.0/..'])(
    'refuses %j',
    (version) => {
      expect(() => requireVersion(version)).toThrow(/semantic/);
    },
  );

  it('counts versions of other build metadata as one', () => {
    expect(withoutBuild('2.0.9+zstd.1.5.5')).toBe('2.0.9');
    expect(withoutBuild('2.0.9')).toBe('2.0.9');
  });
});
