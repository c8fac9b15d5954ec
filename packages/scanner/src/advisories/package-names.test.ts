import { describe, expect, it } from 'vitest';
import { isPackageEcosystem, normalisePackageName } from './package-names.ts';

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
