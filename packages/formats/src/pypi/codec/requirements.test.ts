import { expect, it } from 'vitest';
import { metadataText } from '../../../tests/distributions.ts';
import { componentsOf } from './components.ts';
import { deriveRelease } from './release.ts';
import { parseRequirement, pinnedVersion } from './requirements.ts';

it.each([
  ['requests', { name: 'requests', specifier: '', isExtra: false }],
  ['Flask_Login >= 0.5 , <1', { name: 'flask-login', specifier: '>= 0.5 , <1', isExtra: false }],
  ['a[x,y]>=1', { name: 'a', specifier: '>=1', isExtra: false }],
  ['a (>=1,<2)', { name: 'a', specifier: '>=1,<2', isExtra: false }],
  ['a; python_version < "3"', { name: 'a', specifier: '', isExtra: false }],
  ["a>=1; extra == 'test'", { name: 'a', specifier: '>=1', isExtra: true }],
  ['a @ https://example.org/a.whl', null],
  ['a[x', null],
  ['', null],
  ['>=1', null],
])('the requirement %j', (text, expected) => {
  expect(parseRequirement(text)).toEqual(expected);
});

it('a pin is one version and nothing else', () => {
  expect(pinnedVersion('==1.2')).toBe('1.2');
  expect(pinnedVersion('=== 1.2')).toBe('1.2');
  for (const text of ['==1.*', '==1,!=2', '>=1', '~=1.0', '']) {
    expect(pinnedVersion(text)).toBeNull();
  }
});

it('a scanner is told of the release and of what an install brings along', () => {
  const text = metadataText({
    Version: '1.0.0',
    'Requires-Dist': 'One==2.0',
    'requires-dist': 'two>1',
    'REQUIRES-DIST': "three; extra == 'x'",
    License: 'MIT',
  });
  expect(componentsOf(deriveRelease(Buffer.from(text)))).toEqual([
    {
      ...{ purl: 'pkg:pypi/acme-tool@1.0.0', ecosystem: 'PyPI', name: 'acme-tool' },
      ...{ version: '1.0.0', versionIsExact: true, relation: 'self', licence: 'MIT' },
    },
    {
      ...{ purl: 'pkg:pypi/one@2.0', ecosystem: 'PyPI', name: 'one', version: '2.0' },
      ...{ versionIsExact: true, relation: 'dependency' },
    },
    {
      ...{ purl: 'pkg:pypi/two', ecosystem: 'PyPI', name: 'two', version: '>1' },
      ...{ versionIsExact: false, relation: 'dependency' },
    },
  ]);
});
