import { describe, expect, it } from 'vitest';
import {
  type EcosystemName,
  ecosystemOf,
  isPackageEcosystem,
  normalisePackageName,
  purlOf,
} from './ecosystems.ts';

describe('two spellings of a package are one name', () => {
  it.each([
    ['npm', 'JSONStream', 'JSONStream'],
    ['npm', '@Scope/name', '@Scope/name'],
    ['PyPI', 'Tide_Table', 'tide-table'],
    ['PyPI', 'tide._-table', 'tide-table'],
    ['NuGet', 'Tide.Table', 'tide.table'],
    ['Packagist', 'Quay/Panel', 'quay/panel'],
    ['crates.io', 'Tide-Table', 'tide_table'],
    ['Go', 'example.org/Tide', 'example.org/Tide'],
    ['Maven', 'org.example:Tide', 'org.example:Tide'],
    ['Debian:12', 'Tide', 'Tide'],
  ])('where %s says so: %s is %s', (ecosystem, name, expected) => {
    expect(normalisePackageName(ecosystem, name)).toBe(expected);
    expect(normalisePackageName(ecosystem, expected)).toBe(expected);
  });

  it('and the ecosystems of our formats are told from all others', () => {
    expect(isPackageEcosystem('npm')).toBe(true);
    expect(isPackageEcosystem('Debian:12')).toBe(false);
    expect(isPackageEcosystem('__proto__')).toBe(false);
  });
});

describe('an ecosystem as a record states it', () => {
  it.each([
    ['Maven:https://repo.example.org/maven2', 'Maven'],
    ['Packagist:https://packages.example.org/8', 'Packagist'],
    ['npm:', 'npm'],
    ['Go', 'Go'],
    ['Debian:12', 'Debian:12'],
    ['npmjs:1', 'npmjs:1'],
    ['__proto__:1', '__proto__:1'],
    ['', ''],
  ])('%s is %s to us', (stated, expected) => {
    expect(ecosystemOf(stated)).toBe(expected);
  });
});

describe('the package URL', () => {
  const cases: [EcosystemName, string, string | undefined, string][] = [
    ['npm', 'name', '1.0.0', 'pkg:npm/name@1.0.0'],
    ['npm', 'name', undefined, 'pkg:npm/name'],
    ['npm', '@scope/name', '1.0.0+x', 'pkg:npm/%40scope/name@1.0.0%2Bx'],
    ['npm', 'JSONStream', '1.3.5', 'pkg:npm/JSONStream@1.3.5'],
    ['PyPI', 'Zope.Interface_x', '1!2.0+cpu.1', 'pkg:pypi/zope-interface-x@1%212.0%2Bcpu.1'],
    ['Maven', 'org.example.tide:Tide-Table', '1.0', 'pkg:maven/org.example.tide/Tide-Table@1.0'],
    ['NuGet', 'Tide.Table', '1.0.0-Beta.1', 'pkg:nuget/Tide.Table@1.0.0-Beta.1'],
    [
      'Go',
      'example.org/Tide/table/v2',
      'v2.1.0+incompatible',
      'pkg:golang/example.org/Tide/table/v2@v2.1.0%2Bincompatible',
    ],
    ['Go', 'stdlib', '1.22.0', 'pkg:golang/stdlib@1.22.0'],
    ['Packagist', 'Quay/Panel', 'dev-main', 'pkg:composer/quay/panel@dev-main'],
    ['crates.io', 'Tide_Table', '0.1.0', 'pkg:cargo/Tide_Table@0.1.0'],
  ];

  it.each(cases)('of %s %s %s is %s', (ecosystem, name, version, expected) => {
    expect(purlOf(ecosystem, name, version)).toBe(expected);
  });

  it('keeps names and versions from becoming other parts of it', () => {
    expect(purlOf('Go', 'a?b#c/d@e', '1?x=y#z')).toBe('pkg:golang/a%3Fb%23c/d%40e@1%3Fx%3Dy%23z');
    expect(purlOf('npm', 'a\ud800', "(*')!")).toBe('pkg:npm/a%EF%BF%BD@%28%2A%27%29%21');
  });
});
