import { describe, expect, it } from 'vitest';
import { isPackageId } from './package-id.ts';
import {
  compareVersions,
  fullVersion,
  needsSemVer2,
  normalVersion,
  parseVersion,
  requireVersion,
  versionKey,
} from './package-version.ts';

const key = (text: string) => versionKey(requireVersion(text));

describe('NuGet versions', () => {
  it('are one version however they are written', () => {
    for (const text of ['1.0', '1.0.0', '1.0.0.0', '01.00.0', '1', '1.0.0+build.5']) {
      expect(key(text), text).toBe('1.0.0');
    }
    expect(key('1.0.0.7')).toBe('1.0.0.7');
    expect(key('1.2.3-Beta.X')).toBe(key('1.2.3-beta.x'));
    expect(normalVersion(requireVersion('1.2.3-Beta'))).toBe('1.2.3-Beta');
    expect(fullVersion(requireVersion('1.2-Beta+Ab.1'))).toBe('1.2.0-Beta+Ab.1');
  });

  it('are none where a number or a label is missing', () => {
    for (const text of [
      '',
      'v1.0',
      '1.',
      '.1',
      '1.0.0.0.0',
      '1.0-',
      '1.0-a..b',
      '1.0+',
      '1.0-ä',
      '1.0.0 ',
      '4294967296.0',
      `1.0.0-${'a'.repeat(64)}`,
    ]) {
      expect(parseVersion(text), text).toBeNull();
    }
  });

  it('are ordered by meaning', () => {
    const ordered = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.10',
      '1.0.0-alpha.beta',
      '1.0.0-BETA',
      '1.0.0-rc',
      '1.0.0',
      '1.0.0.1',
      '1.2.0',
      '1.10.0',
    ];
    const sorted = ordered
      .toReversed()
      .map(requireVersion)
      .toSorted(compareVersions)
      .map(normalVersion);
    expect(sorted).toEqual(ordered);
  });

  it('need a newer client where they have dots in labels or metadata', () => {
    const needs = (text: string) => needsSemVer2(requireVersion(text));
    expect(['1.0.0-a.b', '1.0.0+x'].map(needs)).toEqual([true, true]);
    expect(['1.0.0-a', '1.0.0.1'].map(needs)).toEqual([false, false]);
  });
});

describe('NuGet ids', () => {
  it('are words with single dots and hyphens between them', () => {
    const taken = ['Newtonsoft.Json', 'a', '_x', 'A-b.c_d', 'a'.repeat(100)];
    const refused = ['', '.a', 'a.', 'a..b', 'a-.b', 'a b', 'a/b', 'ä', 'a'.repeat(101)];
    expect(taken.filter((id) => !isPackageId(id))).toEqual([]);
    expect(refused.filter(isPackageId)).toEqual([]);
  });
});
