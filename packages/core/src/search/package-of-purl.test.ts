import { expect, it } from 'vitest';
import { packageOfPurl } from './package-of-purl.ts';

it.each([
  ['pkg:npm/left-pad', { ecosystem: 'npm', name: 'left-pad' }],
  ['pkg:npm/left-pad@1.3.0', { ecosystem: 'npm', name: 'left-pad', version: '1.3.0' }],
  ['pkg:npm/%40a/b@1.0.0', { ecosystem: 'npm', name: '@a/b', version: '1.0.0' }],
  ['pkg:npm/@a/b@1.0.0?x=y#z', { ecosystem: 'npm', name: '@a/b', version: '1.0.0' }],
  ['pkg:npm/@a/b', { ecosystem: 'npm', name: '@a/b' }],
  [
    'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
    { ecosystem: 'Maven', name: 'org.apache.logging.log4j:log4j-core', version: '2.14.1' },
  ],
  [
    'pkg:golang/github.com/a/b@v1.0.0',
    { ecosystem: 'Go', name: 'github.com/a/b', version: 'v1.0.0' },
  ],
  ['pkg:npm/100%', { ecosystem: 'npm', name: '100%' }],
])('%s is a package as components name it', (purl, expected) => {
  expect(packageOfPurl(purl)).toEqual(expected);
});

it('a purl of a type without an ecosystem names none', () => {
  expect(packageOfPurl('pkg:oci/app@sha256:00')).toBeNull();
  expect(packageOfPurl('pkg:generic/a/b.zip')).toBeNull();
});
