import { describe, expect, it } from 'vitest';
import { versionRangeFor } from './ecosystems.ts';
import { exactVersionRange } from './version-range.ts';

describe('a range of versions', () => {
  it.each([
    ['npm', '<2.0.0', '1.9.9', true],
    ['npm', '<2.0.0', '2.0.0', false],
    ['npm', '<2.0.0', '2.0.0-rc.1', true],
    ['npm', '>=1.0.0 <1.2.0 || =3.0.0', '3.0.0', true],
    ['npm', '>=1.0.0 <1.2.0 || 3.0.0', '1.2.0', false],
    ['npm', '> 1.0.0, <= 1.2.0', '1.2.0', true],
    ['Maven', '<2.17', '2.9', true],
    ['Maven', '<2.17', '2.17-rc1', true],
    ['PyPI', '>=1.0', '1.0.post1', true],
    ['Go', '<v1.2.3', 'v1.2.2', true],
    ['Packagist', '<2.0', 'v1.9.0', true],
    ['npm', '<2.0.0', 'latest', null],
    ['npm', '<2.0.0 || =3.0.0', 'not one', null],
  ])('of %s %s holds %s: %s', (ecosystem, range, version, expected) => {
    expect(versionRangeFor(ecosystem, range)?.(version)).toBe(expected);
  });

  it.each(['', '<', '<<1', '1 ||', '=1.0=2', 'x'.repeat(2_000), '^1.0.0'])('is not %s', (text) => {
    expect(versionRangeFor('npm', text)).toBeNull();
  });

  it('is the very version where nobody orders them', () => {
    const range = exactVersionRange('sha256:aa || sha256:bb');
    expect([range?.('sha256:aa'), range?.('sha256:cc')]).toEqual([true, false]);
    expect(exactVersionRange('<sha256:aa')).toBeNull();
  });
});
