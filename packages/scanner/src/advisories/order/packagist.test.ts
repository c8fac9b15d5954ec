import { describe, expect, it } from 'vitest';
import { comparison, notAscending, notSame } from '../testing/judge-order.ts';
import { packagistOrder } from './packagist.ts';

// composer/semver: VersionParserTest and ComparatorTest.
describe('a Packagist version is normalised as Composer does it', () => {
  it.each([
    ['1.0.0', '1.0.0.0'],
    ['1.2.3.4', '1.2.3.4'],
    ['1.0.0RC1dev', '1.0.0.0-RC1-dev'],
    ['1.0.0-rC15-dev', '1.0.0.0-RC15-dev'],
    ['1.0.0.RC.15-dev', '1.0.0.0-RC15-dev'],
    ['1.0.0-rc1', '1.0.0.0-RC1'],
    ['1.0.0.pl3-dev', '1.0.0.0-patch3-dev'],
    ['1.0-dev', '1.0.0.0-dev'],
    ['0', '0.0.0.0'],
    ['99999', '99999.0.0.0'],
    ['10.4.13-beta', '10.4.13.0-beta'],
    ['10.4.13beta2', '10.4.13.0-beta2'],
    ['10.4.13beta.2', '10.4.13.0-beta2'],
    ['10.4.13-b', '10.4.13.0-beta'],
    ['10.4.13-b5', '10.4.13.0-beta5'],
    ['v1.0.0', '1.0.0.0'],
    ['2010.01', '2010.01.0.0'],
    ['2010.01.02', '2010.01.02.0'],
    ['2010.1.555', '2010.1.555.0'],
    ['v20100102', '20100102'],
    ['2010-01-02', '2010.01.02'],
    ['2010-01-02.5', '2010.01.02.5'],
    ['20100102-203040', '20100102.203040'],
    ['20150920.0.0', '20150920.0.0'],
    ['20100102203040-10', '20100102203040.10'],
    ['20100102-203040-p1', '20100102.203040-patch1'],
    ['1.x-dev', '1.9999999.9999999.9999999-dev'],
    ['1.0.3.*-dev', '1.0.3.9999999-dev'],
    ['1.0.0-beta.5+foo', '1.0.0.0-beta5'],
    ['1.0.0+foo', '1.0.0.0'],
    ['1.0.0-alpha.3.1+foo', '1.0.0.0-alpha3.1'],
    ['1.0.0-alpha-2.1-3+foo', '1.0.0.0-alpha2.1-3'],
    ['1.0.0+foo as 2.0', '1.0.0.0'],
    ['1.0.0-stable', '1.0.0.0'],
    ['1.0.0@beta', '1.0.0.0'],
  ])('%s is %s', (text, normal) => {
    expect(packagistOrder.parse(text)?.normal).toBe(normal);
  });

  it.each([
    ...['', 'a', '1.0.0-meh', '1.0.0.0.0', 'feature-foo', '1.0.0+foo bar', '1.0.0-SNAPSHOT'],
    // Branches are compared with no version.
    ...['dev-master', 'DEV-FOOBAR', 'dev-feature/foo', 'master', 'trunk', 'foobar-dev', 'dev-1.0'],
  ])('%s is none that has a place in the order', (text) => {
    expect(packagistOrder.parse(text)).toBeNull();
  });
});

describe('the Packagist version order', () => {
  it('is dev, alpha, beta, RC, the release, patches', () => {
    expect(
      notAscending(packagistOrder, [
        ...[
          '1.0-dev',
          '1.0-alpha-dev',
          '1.0-alpha',
          '1.0a1',
          '1.0-alpha2',
          '1.0-alpha10',
          '1.0-beta',
        ],
        ...['1.0-b2', '1.0-beta2.1', '1.0-b.3', '1.0-RC-dev', '1.0-RC', '1.0RC1-dev', '1.0rc1'],
        ...['1.0-RC2', '1.0', '1.0-p1-dev', '1.0-p1', '1.0-pl2', '1.0.0.1', '1.0.1-dev', '1.24.0'],
        ...['1.25.0', '1.x-dev', '2.0'],
      ]),
    ).toEqual([]);
  });

  it.each([
    [['1.0', '1', 'v1.0.0', '1.0.0.0', '1.0-stable', '1.0+build', '01.0']],
    [['1.25.0-beta2.1', '1.25.0-b.2.1', '1.25.0beta2.1', '1.25.0-b2-1']],
  ])('reads the spellings of one version: %j', (spellings) => {
    expect(notSame(packagistOrder, spellings)).toEqual([]);
  });

  it('has dates among numbers', () => {
    expect(comparison(packagistOrder, '2010-01-02', '2010.1.3')).toBe(-1);
    expect(comparison(packagistOrder, '20100102', '9.0')).toBe(1);
  });
});
