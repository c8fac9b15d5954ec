import { describe, expect, it } from 'vitest';
import { installedVersions } from './installed-versions.ts';

describe('installedVersions', () => {
  it('finds every version in a tree, and the ways to it', () => {
    const tree = {
      dependencies: {
        a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } },
        b: { version: '1.0.0' },
        c: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } },
      },
    };
    const found = installedVersions(tree);
    expect([...(found.get('b') ?? [])]).toEqual([
      ['2.0.0', ['a>b', 'c>b']],
      ['1.0.0', ['b']],
    ]);
  });

  it('D5.13 takes what is no tree for an empty one', () => {
    for (const value of [
      null,
      7,
      'x',
      [],
      {},
      { dependencies: [] },
      { dependencies: { a: null } },
    ]) {
      expect(installedVersions(value).size).toBe(0);
    }
    const hostile = JSON.parse('{"dependencies":{"__proto__":{"version":"1.0.0"}}}') as unknown;
    expect(installedVersions(hostile).get('__proto__')?.has('1.0.0')).toBe(true);
  });
});
