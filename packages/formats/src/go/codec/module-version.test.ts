import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  isModuleVersion,
  isPseudoVersion,
  latestOf,
  requireModuleVersion,
} from './module-version.ts';

const pseudo = 'v0.0.0-20191109021931-daa7c04131f5';
const later = 'v0.0.0-20200109021931-0aa7c04131f5';

describe('module versions', () => {
  it('are canonical or none', () => {
    const taken = ['v0.0.0', 'v1.2.3', 'v1.2.3-rc.1', 'v2.0.0+incompatible', pseudo];
    const refused = ['1.2.3', 'v1', 'v1.2', 'v01.2.3', 'v1.2.3+meta', 'v1.2.3-01', 'vv1.2.3', 'v'];
    expect(taken.filter((version) => !isModuleVersion(version))).toEqual([]);
    expect(refused.filter(isModuleVersion)).toEqual([]);
  });

  it('agree with what the path says of the major version', () => {
    const pairs = [
      ['x.y/z', 'v1.9.0'],
      ['x.y/z', 'v0.1.0'],
      ['x.y/z', 'v2.0.0+incompatible'],
      ['x.y/z/v2', 'v2.0.0-beta'],
      ['gopkg.in/yaml.v2', 'v2.4.0'],
      ['gopkg.in/check.v1', 'v0.0.0-20161208181325-20d25e280405'],
    ] as const;
    for (const [path, version] of pairs) {
      expect(requireModuleVersion(path, version)).toBe(version);
    }
    for (const [path, version] of [
      ['x.y/z', 'v2.0.0'],
      ['x.y/z', 'v1.0.0+incompatible'],
      ['x.y/z/v2', 'v1.0.0'],
      ['x.y/z/v2', 'v2.0.0+incompatible'],
      ['gopkg.in/yaml.v2', 'v3.0.0'],
    ] as const) {
      expect(() => requireModuleVersion(path, version), version).toThrow(/cannot be/);
    }
  });

  it('are ordered by meaning', () => {
    const versions = ['v1.10.0', 'v1.2.0', 'v1.2.0-rc.1', pseudo];
    const ordered = [pseudo, 'v1.2.0-rc.1', 'v1.2.0', 'v1.10.0'];
    expect(versions.toSorted(compareVersions)).toEqual(ordered);
    expect(versions.filter(isPseudoVersion)).toEqual([pseudo]);
  });
});

describe('latestOf', () => {
  it('prefers releases to pre-releases, those to commits, and of commits the newest', () => {
    expect(latestOf(['v1.0.0', 'v1.1.0-rc.1', pseudo])).toBe('v1.0.0');
    expect(latestOf(['v1.1.0-rc.1', 'v1.1.0-rc.10', later])).toBe('v1.1.0-rc.10');
    expect(latestOf([later, pseudo])).toBe(later);
    expect(latestOf([])).toBeNull();
  });
});
